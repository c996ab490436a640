"""Spanish vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="es",
    phrases={
        Cue.CONSENT: phrases(
            """cookies | cookie | utiliza cookies | utilizamos cookies | uso de cookies | usamos cookies
            | política de cookies | aceptar cookies | aceptar todas | aceptar todo | aceptar y continuar
            | rechazar | rechazar todo | rechazar todas | aceptar | acepto | configurar | configurar cookies
            | configuración de cookies | gestionar cookies | su privacidad | tu privacidad
            | valoramos su privacidad | valoramos tu privacidad | política de privacidad | aviso de privacidad
            | privacidad | datos personales | protección de datos | consentimiento | su consentimiento
            | tu consentimiento | retirar el consentimiento | nuestros socios | nosotros y nuestros socios
            | interés legítimo | cookies propias y de terceros | de terceros | hábitos de navegación
            | en su dispositivo | en tu dispositivo | publicidad personalizada | anuncios personalizados
            | contenido personalizado | mejorar su experiencia | mejorar tu experiencia | si continúa navegando
            | si continúas navegando | guardar preferencias | preferencias | siempre activo | más información
            | rgpd"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """comentarios | comentario | deja un comentario | dejar un comentario | deja tu comentario
            | deja una respuesta | escribe un comentario | escribir un comentario | añadir comentario
            | publicar comentario | publicar un comentario | enviar comentario | comenta | comentar | opina
            | tu opinión | su opinión | ver comentarios | ver los comentarios | mostrar comentarios
            | todos los comentarios | no hay comentarios | sin comentarios | únete a la conversación | participa
            | participa en la conversación | sé el primero en comentar | respuestas | respuestas a
            | comentarios cerrados | normas de participación | debate | foro | más recientes | más antiguos"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """responder | respuesta | dice | dice: | dijo | escribió | escribió: | denunciar | reportar
            | reportar abuso | citar | permalink | enlace permanente | me gusta | no me gusta | hace | horas
            | hace horas | votar | anónimo | invitado | miembro desde | en respuesta a | ver respuestas"""
        ),
        Cue.FORM: phrases(
            """su correo electrónico | tu dirección de correo electrónico no será publicada | correo electrónico
            | dirección de correo | e-mail | email | nombre | apellidos | campos obligatorios
            | los campos obligatorios | obligatorio | contraseña | olvidé mi contraseña | iniciar sesión
            | inicia sesión | cerrar sesión | entrar | acceder | registrarse | regístrate | registro | usuario
            | enviar | cancelar | aceptar los términos | sitio web | web | mi cuenta | crear cuenta | recordarme
            | mensaje | asunto | código de seguridad | identifícate"""
        ),
        Cue.SHARING: phrases(
            """compartir | comparte | compartir en facebook | compartir en twitter | comparte esta noticia
            | compartir artículo | compartido | enviar por correo | enviar por email | enviar a un amigo
            | imprimir | imprimir artículo | copiar enlace | síguenos | síguenos en | seguir | seguidores
            | facebook | twitter | whatsapp | telegram | linkedin | tuitear | guardar | guardar artículo
            | favoritos | tamaño del texto | escuchar | escuchar artículo | regalar artículo | menéame"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """te gusta este artículo | te ha gustado este artículo
            | suscríbete | suscribirse | suscribir | suscripción | suscripciones | suscriptor | suscriptores
            | suscríbase | solo para suscriptores | exclusivo para suscriptores | ya soy suscriptor | boletín
            | boletines | newsletter | newsletters | recibe | recibe en tu correo | en tu correo | en su correo
            | alertas | regístrate gratis | para seguir leyendo | sigue leyendo | seguir leyendo | prueba gratis
            | hazte socio | hazte miembro | apóyanos | apoya | dona | donar | donación | descarga la app
            | descargar la aplicación | acceso ilimitado | edición impresa"""
        ),
        Cue.RELATED: phrases(
            """lea también | lee también | leer también | lea además | lea más | leer más | ver más
            | más información | más sobre | más noticias | más en | noticias relacionadas
            | artículos relacionados | contenido relacionado | relacionado | relacionados | relacionadas
            | te puede interesar | le puede interesar | te podría interesar | también te puede interesar
            | quizás te interese | te recomendamos | le recomendamos | recomendados | recomendado | recomendamos
            | vea también | ver también | véase también | además | lo más leído | lo más visto | más leídas
            | más leídos | las más leídas | más vistas | lo más compartido | lo más comentado | lo último
            | últimas noticias | última hora | últimos artículos | entradas recientes | noticias recientes
            | destacados | destacadas | tendencias | lo más | otras noticias | otros artículos | anterior
            | siguiente | artículo anterior | artículo siguiente | noticia anterior | no te pierdas | video:
            | vídeo: | en vivo | en directo | en imágenes | archivado en | en portada | titulares | siga leyendo
            | continuar leyendo"""
        ),
        Cue.ADVERTISING: phrases(
            """publicidad | anuncio | anuncios | patrocinado | contenido patrocinado | ofertas | oferta
            | descuentos | comprar | compra ahora | añadir al carrito | clasificados | promoción | sponsor
            | enlaces patrocinados"""
        ),
        Cue.BYLINE: phrases(
            """por | autor | autora | autores | redacción | redactor | redactora | corresponsal | periodista
            | enviado especial | enviada especial | agencia | agencias | efe | afp | reuters | escrito por
            | publicado por | texto de | columnista | colaborador | sobre el autor | europa press"""
        ),
        Cue.CAPTION: phrases(
            """abrir el visor de imágenes | ver imagen en pantalla completa | ampliar imagen
            | foto | foto: | fotos | fotografía | fotografía: | imagen | imagen: | imágenes | crédito | créditos
            | cortesía | archivo | foto de archivo | imagen de archivo | ilustración | galería
            | galería de fotos | ampliar | ampliar foto | ver video | ver vídeo | video | vídeo | videos
            | vídeos | getty images | infografía | pie de foto | reproducir"""
        ),
        Cue.FOOTER: phrases(
            """todos los derechos reservados | derechos reservados | prohibida la reproducción
            | prohibida su reproducción | aviso legal | términos y condiciones | condiciones de uso
            | términos de uso | contacto | contáctenos | contáctanos | quiénes somos | acerca de
            | sobre nosotros | mapa del sitio | mapa web | ayuda | empleo | trabaja con nosotros | publicidad
            | anúnciate | prensa | accesibilidad | etiquetas | tags | categorías | categoría | temas
            | archivado en | secciones | código ético | hemeroteca | desarrollado por | funciona con"""
        ),
        Cue.NAVIGATION: phrases(
            """inicio | portada | menú | menu | buscar | buscador | búsqueda | ir al contenido
            | saltar al contenido | navegación | subir | volver | volver arriba | atrás | página siguiente
            | página anterior | página | ver todo | ver todos | mostrar más | cerrar | abrir | noticias
            | actualidad | internacional | mundo | españa | méxico | argentina | nacional | política | economía
            | sociedad | cultura | deportes | deporte | ciencia | tecnología | salud | opinión | editorial
            | negocios | espectáculos | entretenimiento | viajes | estilo | gente | televisión | el tiempo
            | local | sucesos | medio ambiente | blogs | videos | podcasts | archivo | juegos | tienda | motor
            | edición impresa | edición | radio | multimedia | índice | usted está aquí"""
        ),
        Cue.DATING: phrases(
            """publicado el | publicado | publicada el | actualizado el | actualizado | actualizada
            | última actualización | fecha | modificado | hora | hrs | horas | lectura | minutos de lectura
            | min de lectura | tiempo de lectura | ayer | hoy | creado"""
        ),
    },
    function_words=words(
        """a al algunos ante antes así años bien cada como con contra cual cuando de del desde donde dos durante e el
        ellos en entre era es esa ese eso esta este esto estos está fue ha había han hasta hay la las le les lo
        los me mucho muy más mí nada ni no nos o otra otras otro otros para pero por porque que quien qué se sea
        según ser si sin sobre son su sus sí también tanto todo todos tras un una uno unos y ya yo él"""
    ),
    person_words=words("me mi mis nos nosotros nuestra nuestras nuestro nuestros su te ti tu tus tú usted yo"),
    unnamed_bylines=phrases(
        """de nuestro corresponsal | de nuestra corresponsal | de nuestro enviado especial
        | de nuestra redacción"""
    ),
    byline_before=phrases("por | autor: | escrito por | publicado por | texto: | redacción:"),
    pointers=phrases(
        """lea también | lee también | leer también | lea además | lea más | leer más | le puede interesar
        | te puede interesar | también te puede interesar | te recomendamos | vea también | ver también | además
        | más información | video | vídeo | no te pierdas | relacionado | noticias relacionadas | publicidad"""
    ),
    months=months(
        "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun"
        "|julio jul|agosto ago|septiembre setiembre sept sep|octubre oct|noviembre nov|diciembre dic"
    ),
    date_words=words("a de del domingo el h hrs jueves las lunes martes miércoles sábado viernes"),
)
