"""Portuguese vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="pt",
    phrases={
        Cue.CONSENT: phrases(
            """cookies | cookie | utiliza cookies | utilizamos cookies | usamos cookies | uso de cookies
            | política de cookies | aceitar | aceitar todos | aceitar tudo | aceito | concordo | rejeitar
            | rejeitar todos | recusar | configurar cookies | definições de cookies | gerir preferências
            | gerenciar preferências | preferências | sua privacidade | a sua privacidade
            | valorizamos a sua privacidade | política de privacidade | privacidade | dados pessoais
            | proteção de dados | lgpd | rgpd | consentimento | seu consentimento | retirar o consentimento
            | nossos parceiros | os nossos parceiros | interesse legítimo | terceiros | no seu dispositivo
            | anúncios personalizados | publicidade personalizada | melhorar sua experiência
            | melhorar a sua experiência | ao continuar navegando | guardar preferências | sempre ativo
            | saiba mais"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """comentários | comentário | deixe um comentário | deixe seu comentário | deixar um comentário
            | deixe uma resposta | escreva um comentário | adicionar comentário | publicar comentário
            | enviar comentário | comente | comentar | ver comentários | todos os comentários
            | nenhum comentário | sem comentários | participe da conversa | dê sua opinião | sua opinião
            | seja o primeiro a comentar | respostas | comentários encerrados | mais recentes | discussão"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """responder | resposta | disse | disse: | diz | diz: | escreveu | denunciar | denunciar abuso | citar
            | link permanente | curtir | gosto | não gosto | há | horas atrás | dias atrás | votar | anônimo
            | visitante | em resposta a | ver respostas"""
        ),
        Cue.FORM: phrases(
            """o seu endereço de e-mail não será publicado | endereço de e-mail | endereço de email | seu e-mail
            | e-mail | email | nome | sobrenome | campos obrigatórios | campos obrigatórios são marcados
            | obrigatório | senha | palavra-passe | esqueci minha senha | entrar | iniciar sessão | sair
            | cadastre-se | cadastrar | registar | registe-se | usuário | enviar | cancelar | site | mensagem
            | assunto | minha conta | criar conta | lembrar-me | código de segurança"""
        ),
        Cue.SHARING: phrases(
            """compartilhar | compartilhe | partilhar | partilhe | compartilhar no facebook
            | compartilhar no twitter | compartilhe esta notícia | enviar por e-mail | enviar por email
            | imprimir | copiar link | siga-nos | siga | seguir | facebook | twitter | whatsapp | telegram
            | linkedin | tweetar | salvar | guardar | favoritos | ouvir | ouça | tamanho do texto
            | curta nossa página"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """gostou deste artigo | gostou desta matéria
            | assine | assinar | assinatura | assinante | assinantes | exclusivo para assinantes | já é assinante
            | subscrever | subscreva | newsletter | newsletters | boletim | receba | receba no seu e-mail
            | no seu e-mail | cadastre-se grátis | continue lendo | para continuar a ler | continuar a ler
            | teste grátis | apoie | doe | doação | seja membro | baixe o aplicativo | descarregar a app
            | acesso ilimitado | notificações | edição impressa"""
        ),
        Cue.RELATED: phrases(
            """leia também | leia mais | leia ainda | ler mais | saiba mais | veja também | veja mais | ver mais
            | ver também | mais notícias | mais sobre | mais em | notícias relacionadas | artigos relacionados
            | matérias relacionadas | conteúdo relacionado | relacionados | relacionadas | você pode gostar
            | pode gostar de | recomendado para você | recomendados | recomendamos | mais lidas | mais lidos
            | as mais lidas | mais vistas | mais vistos | mais comentadas | últimas notícias | última hora
            | últimas | posts recentes | artigos recentes | destaques | destaque | em alta | outras notícias
            | outros artigos | anterior | próximo | próxima | artigo anterior | próximo artigo | não perca
            | vídeo: | ao vivo | em destaque | manchetes | assista | confira | tendências"""
        ),
        Cue.ADVERTISING: phrases(
            """publicidade | anúncio | anúncios | patrocinado | conteúdo patrocinado | continua após a publicidade
            | ofertas | oferta | promoção | descontos | comprar | compre agora | adicionar ao carrinho
            | classificados | propaganda"""
        ),
        Cue.BYLINE: phrases(
            """por | autor | autora | redação | da redação | repórter | correspondente | jornalista
            | enviado especial | agência | agência lusa | lusa | escrito por | publicado por | texto de
            | colunista | sobre o autor | editor"""
        ),
        Cue.CAPTION: phrases(
            """abrir o visualizador de imagens | ver imagem em tela cheia | ampliar imagem
            | foto | foto: | fotos | fotografia | imagem | imagens | crédito | créditos | divulgação | reprodução
            | arquivo | foto de arquivo | ilustração | galeria | galeria de fotos | ampliar | ver vídeo | vídeo
            | vídeos | legenda | getty images | infográfico | reproduzir"""
        ),
        Cue.FOOTER: phrases(
            """todos os direitos reservados | direitos reservados | reprodução proibida | proibida a reprodução
            | termos de uso | termos e condições | condições de utilização | aviso legal | contato | contacto
            | contactos | fale conosco | quem somos | sobre nós | sobre | mapa do site | ajuda
            | trabalhe conosco | anuncie | publicidade | ficha técnica | estatuto editorial | etiquetas | tags
            | categorias | categoria | assuntos | tópicos | arquivado em | acessibilidade | expediente"""
        ),
        Cue.NAVIGATION: phrases(
            """início | página inicial | menu | buscar | pesquisar | pesquisa | busca | ir para o conteúdo
            | saltar para o conteúdo | pular para o conteúdo | navegação | voltar ao topo | topo | voltar
            | próxima página | página anterior | página | ver tudo | ver todos | mostrar mais | fechar | abrir
            | notícias | mundo | internacional | brasil | portugal | política | economia | sociedade | cultura
            | esportes | desporto | esporte | ciência | tecnologia | saúde | opinião | negócios | educação
            | entretenimento | viagens | vida | local | tempo | meio ambiente | ambiente | blogs | vídeos
            | podcasts | arquivo | edição | jogos | loja | multimédia | rádio | você está aqui"""
        ),
        Cue.DATING: phrases(
            """publicado em | publicado | publicada em | atualizado em | atualizado | atualizada
            | última atualização | às | data | modificado | min de leitura | minutos de leitura
            | tempo de leitura | leitura | ontem | hoje | criado em"""
        ),
    },
    function_words=words(
        """a ainda ao aos após as até com como contra da das de dele deles depois desde do dos e ela ele eles em
        entre era essa essas esse esses este está estão eu foi foram havia há isso já lhe mais mas me mesmo meu
        minha muito na nas nem no nos num numa não nós o os ou para pela pelas pelo pelos por qual quando que quem
        se seja sem ser será seu seus sobre sua suas só também tem ter tinha têm um uma você à às é"""
    ),
    person_words=words("eu me meu minha nossa nossas nosso nossos nós seu sua te teu tua você vocês"),
    unnamed_bylines=phrases(
        """do nosso correspondente | da nossa correspondente | do nosso enviado especial | da redação"""
    ),
    byline_before=phrases("por | autor: | escrito por | publicado por | texto: | da redação"),
    pointers=phrases(
        """leia também | leia mais | leia ainda | veja também | veja mais | ver também | saiba mais | relacionadas
        | notícias relacionadas | vídeo | assista | confira | não perca | publicidade"""
    ),
    months=months(
        "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun"
        "|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez"
    ),
    date_words=words("de do domingo feira h quarta quinta segunda sexta sábado terça às"),
)
