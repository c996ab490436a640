"""French vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="fr",
    phrases={
        Cue.CONSENT: phrases(
            """cookies | cookie | utilise des cookies | utilisons des cookies | utilisation de cookies
            | des cookies | politique de cookies | gestion des cookies | gérer les cookies | gérer mes cookies
            | paramétrer les cookies | paramètres des cookies | tout accepter | accepter tout | tout refuser
            | accepter et fermer | accepter et continuer | continuer sans accepter | j'accepte | je refuse
            | accepter | refuser | paramétrer | vie privée | votre vie privée | respect de votre vie privée
            | politique de confidentialité | confidentialité | données personnelles
            | données à caractère personnel | consentement | votre consentement | retirer votre consentement
            | nos partenaires | nous et nos partenaires | intérêt légitime | traceurs | stocker et accéder
            | sur votre appareil | sur votre terminal | publicités personnalisées | contenus personnalisés
            | mesure d'audience | rgpd | cnil | centre de préférences | enregistrer mes choix
            | en poursuivant votre navigation | vos préférences | vos choix | toujours actif | finalités
            | en savoir plus"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """commentaires | commentaire | laisser un commentaire | laissez un commentaire
            | ajouter un commentaire | poster un commentaire | publier un commentaire | écrire un commentaire
            | votre commentaire | réagir | réagir à cet article | réagissez | réactions | vos réactions
            | voir les commentaires | afficher les commentaires | lire les commentaires | tous les commentaires
            | aucun commentaire | contributions | contribuer | discussion | donnez votre avis | votre avis
            | soyez le premier à commenter | laisser une réponse | les plus récents | les plus anciens
            | rejoignez la conversation | les commentaires sont fermés | le forum | réponses à | commenter"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """répondre | réponse | a dit | dit : | a écrit | écrit : | signaler | signaler un abus
            | signaler ce commentaire | alerter | citer | permalien | j'aime | je n'aime pas | il y a | heures
            | recommander | modérateur | invité | membre depuis | en réponse à | voir les réponses"""
        ),
        Cue.FORM: phrases(
            """votre adresse e-mail | votre adresse de messagerie ne sera pas publiée | adresse e-mail
            | adresse email | adresse de messagerie | e-mail | courriel | nom | prénom | champs obligatoires
            | champ obligatoire | obligatoire | mot de passe | mot de passe oublié | se connecter | connexion
            | connectez-vous | s'inscrire | inscription | identifiant | pseudo | envoyer | annuler | valider
            | soumettre | site web | mon compte | créer un compte | déconnexion | message | objet
            | se souvenir de moi | code de sécurité | je m'inscris"""
        ),
        Cue.SHARING: phrases(
            """partager | partagez | partager cet article | partager sur facebook | partager sur twitter | partages
            | partage | envoyer par e-mail | envoyer par email | envoyer à un ami | envoyer | imprimer
            | imprimer cet article | version imprimable | copier le lien | suivez-nous | suivre | facebook
            | twitter | whatsapp | linkedin | tweeter | enregistrer | sauvegarder | ajouter à mes favoris
            | favoris | taille du texte | écouter | écouter l'article | offrir l'article | offrir | recommander
            | ajouter à votre sélection | classer"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """vous aimez cet article | cet article vous a plu
            | s'abonner | abonnez-vous | abonnement | abonnements | abonnés | réservé aux abonnés
            | article réservé aux abonnés | déjà abonné | je m'abonne | newsletter | newsletters
            | lettre d'information | lettre du matin | infolettre | inscrivez-vous | recevez | recevez notre
            | chaque matin | dans votre boîte | alertes | alerte info | lire la suite | la suite est réservée
            | pour lire la suite | essai gratuit | sans engagement | soutenez | soutenez-nous | faire un don
            | faites un don | adhérer | télécharger l'application | application mobile | accès illimité
            | version numérique | s'inscrire à la newsletter | désinscription"""
        ),
        Cue.RELATED: phrases(
            """lire aussi | à lire aussi | lire également | à lire également | lire | à lire | voir aussi
            | voir également | lire la suite | lire plus | en savoir plus | sur le même sujet
            | sur le même thème | articles liés | articles similaires | articles connexes | articles récents
            | à découvrir | à voir | à voir aussi | vous aimerez aussi | ceci peut vous intéresser
            | cela pourrait vous intéresser | nos recommandations | recommandé pour vous | recommandés
            | les plus lus | les plus vus | les plus partagés | les plus commentés | le plus lu
            | dernières actualités | dernières infos | derniers articles | dernière minute | actualités
            | à la une | l'essentiel | plus d'articles | plus d'infos | autres articles | dans la même rubrique
            | article précédent | article suivant | précédent | suivant | tous les articles | vidéo : | dossier
            | notre dossier | notre sélection | tendances | populaires | en direct | en images | retrouvez
            | pour aller plus loin"""
        ),
        Cue.ADVERTISING: phrases(
            """publicité | publicités | annonce | annonces | sponsorisé | contenu sponsorisé | partenaire | offres
            | promo | bons plans | code promo | acheter | commander | ajouter au panier
            | la suite après la publicité | la suite après cette publicité | contenus sponsorisés
            | petites annonces"""
        ),
        Cue.BYLINE: phrases(
            """par | auteur | auteurs | rédaction | la rédaction | journaliste | correspondant | correspondante
            | envoyé spécial | envoyée spéciale | avec afp | afp | reuters | publié par | écrit par | rédigé par
            | propos recueillis par | à propos de l'auteur | chroniqueur | éditorialiste"""
        ),
        Cue.CAPTION: phrases(
            """ouvrir la visionneuse | voir l'image en plein écran | agrandir l'image
            | photo | photo : | photos | crédit photo | crédit : | crédits | crédit | image | images | légende
            | illustration | photographie | getty images | afp photo | © afp | diaporama | galerie | agrandir
            | agrandir l'image | voir la vidéo | vidéo | vidéos | lecture | infographie | image d'illustration
            | photo d'illustration | archives"""
        ),
        Cue.FOOTER: phrases(
            """tous droits réservés | droits de reproduction | droits réservés | reproduction interdite
            | mentions légales | conditions générales | conditions d'utilisation | cgu | cgv | contact
            | contactez-nous | nous contacter | qui sommes-nous | à propos | plan du site | aide | recrutement
            | régie publicitaire | publicité | presse | accessibilité | mots-clés | mots clés | étiquettes
            | tags | catégories | catégorie | rubrique | rubriques | classé dans | sujets | thèmes | charte
            | propulsé par | fièrement propulsé par | service client"""
        ),
        Cue.NAVIGATION: phrases(
            """accueil | menu | recherche | rechercher | aller au contenu | passer au contenu | navigation
            | haut de page | retour | retour en haut | retour à l'accueil | page suivante | page précédente
            | page | tout voir | voir tout | voir plus | afficher plus | fermer | ouvrir | actualité
            | international | monde | france | europe | politique | société | économie | culture | sport
            | sports | sciences | science | santé | planète | environnement | opinions | opinion | idées
            | débats | tribunes | éditos | régions | faits divers | météo | technologie | high-tech | médias
            | voyage | mode | cuisine | style | jeux | vidéos | podcasts | blogs | archives | sommaire | emploi
            | immobilier | annonces | boutique | direct | télévision | radio | le journal | édition du jour
            | vous êtes ici"""
        ),
        Cue.DATING: phrases(
            """publié le | publié | publiée le | mis à jour le | mis à jour | mise à jour | modifié le | posté le
            | écrit le | temps de lecture | min de lecture | minutes de lecture | lecture | hier | aujourd'hui
            | date | dernière mise à jour"""
        ),
    },
    function_words=words(
        """a ainsi alors après au aussi aux avait avant avec avoir bien c'est car ce cela ces cette ceux chez comme
        contre d'un d'une dans de depuis des deux donc dont du elle elles en encore entre est et fait il ils j'ai
        je l'on la le les leur leurs lui mais moins même n'est ne ni notre nous on ont ou où par pas peut plus
        pour qu'elle qu'il quand que qui sa sans se selon ses si son sont sous sur tous tout très un une votre
        vous y à était été être"""
    ),
    person_words=words("j'ai je ma me mes moi mon nos notre nous ta tes toi ton tu vos votre vous"),
    unnamed_bylines=phrases(
        """de notre correspondant | de notre correspondante | de notre envoyé spécial
        | de notre envoyée spéciale"""
    ),
    byline_before=phrases(
        """par | auteur : | publié par | écrit par | rédigé par | propos recueillis par | de notre correspondant"""
    ),
    pointers=phrases(
        """lire aussi | à lire aussi | lire également | à lire également | voir aussi | voir également | lire
        | à lire | à voir | sur le même sujet | vidéo | en images | pour aller plus loin | notre dossier
        | retrouvez | publicité | à voir aussi"""
    ),
    months=months(
        "janvier janv|février févr fevrier|mars|avril avr|mai|juin"
        "|juillet juil|août aout|septembre sept|octobre oct|novembre nov|décembre déc decembre"
    ),
    date_words=words("dimanche du h jeudi le lundi mardi mercredi samedi vendredi à"),
)
