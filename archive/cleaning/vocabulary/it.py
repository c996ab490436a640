"""Italian vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="it",
    phrases={
        Cue.CONSENT: phrases(
            """cookie | cookies | utilizza cookie | utilizziamo i cookie | uso dei cookie | cookie policy
            | informativa sui cookie | accetta tutti | accetta tutto | accetta e continua | accetta | accetto
            | rifiuta | rifiuta tutto | continua senza accettare | personalizza | gestisci preferenze
            | gestisci i cookie | impostazioni dei cookie | preferenze | la tua privacy
            | rispettiamo la tua privacy | informativa sulla privacy | privacy policy | dati personali
            | consenso | il tuo consenso | revocare il consenso | i nostri partner | noi e i nostri partner
            | terze parti | interesse legittimo | sul dispositivo | sul tuo dispositivo | annunci personalizzati
            | contenuti personalizzati | esperienza di navigazione | proseguendo la navigazione
            | salva preferenze | sempre attivo | finalità | maggiori informazioni | gdpr"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """commenti | commento | lascia un commento | lascia un tuo commento | scrivi un commento
            | aggiungi un commento | invia un commento | pubblica un commento | inserisci un commento | commenta
            | i commenti | tutti i commenti | mostra i commenti | leggi i commenti | nessun commento
            | partecipa alla discussione | discussione | la tua opinione | di' la tua | lascia una risposta
            | commenti dei lettori | i più recenti | i commenti sono chiusi | forum"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """rispondi | risposta | dice | dice: | ha detto | ha scritto | scrive | segnala | segnala abuso | cita
            | permalink | mi piace | non mi piace | ore fa | minuti fa | giorni fa | vota | ospite | anonimo
            | in risposta a | mostra risposte"""
        ),
        Cue.FORM: phrases(
            """il tuo indirizzo email non sarà pubblicato | indirizzo email | indirizzo e-mail | la tua email
            | email | e-mail | nome | cognome | campi obbligatori | i campi obbligatori sono contrassegnati
            | obbligatorio | password | password dimenticata | accedi | login | esci | registrati | iscriviti
            | nome utente | invia | annulla | sito web | messaggio | oggetto | ricordami | crea un account
            | il mio account | codice di sicurezza"""
        ),
        Cue.SHARING: phrases(
            """condividi | condividi su facebook | condividi su twitter | condividi questo articolo
            | condividi l'articolo | condivisioni | invia per email | invia a un amigo | invia a un amico
            | stampa | stampa articolo | copia link | seguici | seguici su | segui | facebook | twitter
            | whatsapp | telegram | linkedin | tweet | salva | salva articolo | preferiti | ascolta
            | ascolta l'articolo | dimensione testo | regala articolo"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """ti piace questo articolo | ti è piaciuto questo articolo
            | abbonati | abbonamento | abbonamenti | abbonarsi | riservato agli abbonati | contenuto riservato
            | sei già abbonato | newsletter | iscriviti alla newsletter | iscriviti alle newsletter | ricevi
            | nella tua casella | continua a leggere | per continuare a leggere | prova gratis | sostieni
            | sostienici | dona | dona ora | donazione | scarica l'app | accesso illimitato | notifiche
            | diventa socio | edizione digitale"""
        ),
        Cue.RELATED: phrases(
            """leggi anche | leggi tutto | leggi di più | leggi l'articolo | leggi | per approfondire
            | approfondimenti | approfondisci | vedi anche | guarda anche | guarda | articoli correlati
            | notizie correlate | correlati | articoli simili | potrebbe interessarti
            | potrebbe interessarti anche | ti potrebbe interessare | ti potrebbero interessare | consigliati
            | consigliati per te | i più letti | più letti | le più lette | più lette | più visti
            | più condivisi | ultime notizie | ultim'ora | ultimi articoli | articoli recenti | in evidenza
            | in primo piano | primo piano | altre notizie | altri articoli | della stessa sezione | precedente
            | successivo | articolo precedente | articolo successivo | di tendenza | da non perdere | video:
            | foto: | speciale | lo speciale | altri video | scopri di più"""
        ),
        Cue.ADVERTISING: phrases(
            """pubblicità | annuncio | annunci | sponsorizzato | contenuto sponsorizzato | offerte | offerta
            | sconti | acquista | compra ora | aggiungi al carrello | contenuti sponsorizzati
            | messaggio promozionale | promo"""
        ),
        Cue.BYLINE: phrases(
            """a cura di | autore | autrice | redazione | la redazione | giornalista | corrispondente | inviato
            | inviata | dal nostro inviato | dal nostro corrispondente | ansa | adnkronos | scritto da
            | pubblicato da | l'autore | editorialista"""
        ),
        Cue.CAPTION: phrases(
            """apri la galleria | apri l'immagine | ingrandisci l'immagine
            | foto | foto: | foto di | fotografia | immagine | immagini | crediti | archivio | foto d'archivio
            | illustrazione | fotogallery | photogallery | galleria | galleria fotografica | ingrandisci
            | guarda il video | video | didascalia | getty images | ansa | lapresse | infografica | riproduci"""
        ),
        Cue.FOOTER: phrases(
            """tutti i diritti riservati | riproduzione riservata | riproduzione vietata | diritti riservati
            | note legali | condizioni d'uso | termini e condizioni | contatti | contattaci | chi siamo
            | mappa del sito | aiuto | lavora con noi | pubblicità | partita iva | p.iva
            | registrazione tribunale | direttore responsabile | tag | etichette | categorie | categoria
            | argomenti | archiviato in | informazioni | redazione | accessibilità
            | dichiarazione di accessibilità"""
        ),
        Cue.NAVIGATION: phrases(
            """home | menu | cerca | ricerca | vai al contenuto | salta al contenuto | navigazione | torna su
            | torna alla home | indietro | avanti | pagina successiva | pagina precedente | pagina | vedi tutti
            | mostra altro | vedi altro | chiudi | apri | notizie | cronaca | politica | esteri | mondo | italia
            | europa | economia | cultura | spettacoli | sport | calcio | scienza | scienze | tecnologia
            | salute | opinioni | editoriali | ambiente | viaggi | cucina | motori | meteo | regioni | società
            | moda | lifestyle | video | podcast | blog | archivio | edizione | giochi | oroscopo | lavoro
            | sei qui"""
        ),
        Cue.DATING: phrases(
            """pubblicato il | pubblicato | aggiornato il | aggiornato | ultimo aggiornamento | ultima modifica
            | modificato | ore | alle | tempo di lettura | minuti di lettura | min di lettura | ieri | oggi
            | data | creato il"""
        ),
    },
    function_words=words(
        """a ai al alla alle anche ancora anni c'è che chi ci come con contro così cui da dai dal dalla degli dei del
        dell' della delle di dopo dove due e ed era essere fatto fra già gli ha hanno i il in la le lo loro lui ma
        molto ne nei nel nella noi non o ogni per perché più poi prima può quando quello questa questo se senza si
        solo sono stata stato su sua sui sul sulla suo tra tutti tutto un una è"""
    ),
    person_words=words("ci io mi mia miei mio noi nostra nostre nostri nostro ti tu tua tuo tuoi voi vostra vostro"),
    unnamed_bylines=phrases(
        """dal nostro corrispondente | dalla nostra corrispondente | dal nostro inviato | dalla nostra inviata"""
    ),
    byline_before=phrases("di | a cura di | scritto da | pubblicato da | autore: | testo di"),
    pointers=phrases(
        """leggi anche | leggi | leggi tutto | vedi anche | guarda anche | guarda | per approfondire
        | approfondisci | potrebbe interessarti | potrebbe interessarti anche | ti potrebbe interessare
        | correlati | video | pubblicità"""
    ),
    months=months(
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu"
        "|luglio lug|agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic"
    ),
    date_words=words(
        "alle dom domenica gio giovedì il lun lunedì mar martedì mer mercoledì ore sab sabato ven venerdì"
    ),
)
