"""English vocabulary."""

from __future__ import annotations

from archive.cleaning.vocabulary.cues import Cue, LanguageTable, months, phrases, words

TABLE = LanguageTable(
    code="en",
    phrases={
        Cue.CONSENT: phrases(
            """we use cookies | uses cookies | use of cookies | using cookies | cookie | cookies | cookie policy
            | cookie settings | cookie preferences | cookie list | cookie notice | accept cookies | accept all
            | accept all cookies | allow all | allow all cookies | reject all | reject all cookies | decline all
            | necessary cookies | strictly necessary | targeting cookies | performance cookies
            | functional cookies | advertising cookies | analytics cookies | social media cookies
            | first-party cookies | third-party cookies | marketing cookies | manage preferences
            | manage consent | manage consent preferences | consent preferences | your consent | consent to
            | withdraw consent | withdraw your consent | legitimate interest | our partners | our vendors
            | list of partners | vendor list | do not sell | do not sell my personal information
            | do not sell or share my personal information | personal data | personal information
            | sale of personal data | sale of your personal | privacy policy | privacy notice
            | privacy preferences | privacy choices | your privacy choices | your privacy
            | we value your privacy | we care about your privacy | privacy preference center | gdpr | ccpa
            | california consumer privacy act | opt out | opt-out | opt out of | personalised ads
            | personalized ads | personalised content | personalized content | browsing experience
            | user experience | enhance your experience | improve your experience | your browser | your device
            | store and/or access information | by continuing to use | by using this site | by clicking accept
            | i accept | i agree | got it | save settings | save preferences | confirm my choices
            | toggle switch | tracking technologies | similar technologies | web beacons | measure audience
            | audience insights | always active | consent management | cookie consent | learn more
            | change your settings | analyze traffic | analyse traffic"""
        ),
        Cue.COMMENTS_HEAD: phrases(
            """comments | comment | leave a reply | leave a comment | leave your comment | post a comment
            | post comment | add a comment | add comment | add your comment | write a comment | submit a comment
            | submit comment | join the conversation | join the discussion | start the conversation
            | start a conversation | be the first to comment | no comments | no comments yet | show comments
            | view comments | view all comments | load comments | load more comments | read comments
            | hide comments | all comments | latest comments | newest comments | oldest comments | top comments
            | most liked comments | reader comments | readers' comments | user comments | facebook comments
            | discussion | responses | thoughts on | thought on | responses to | response to | replies to
            | comments on | comments are closed | comments closed | commenting is closed | comments (0)
            | have your say | what do you think | what are your thoughts | your comment | your thoughts
            | reader reactions | conversation | trackbacks | pingbacks | trackback | pingback | sort by best
            | newest first | oldest first | best rated | recommended comments | comments are now closed
            | now closed | your say | what you think | thanks for your comments | feedback is now closed
            | this feedback | comments so far | comments yet | your comment has been
            | your comment could not be posted | comments are moderated | comments may be moderated
            | post another comment | posting your comment | will not appear until approved | moderated
            | before posting your comment | view comments | trackback url | listed below are links to weblogs
            | this article is now closed | new comments | add new comment | comments feed | comment policy
            | commenting policy | comment guidelines | house rules | comments policy"""
        ),
        Cue.COMMENT_ITEM: phrases(
            """reply | reply to | says | says: | said: | wrote: | writes: | report | report abuse | report comment
            | report this comment | flag | flag as inappropriate | flag comment | flag as abusive | permalink
            | link to comment | quote | upvote | downvote | up vote | down vote | vote up | vote down
            | thumbs up | thumbs down | like | likes | dislike | liked | ago | hours ago | hour ago
            | minutes ago | days ago | day ago | weeks ago | months ago | years ago | at am | in reply to
            | in response to | replied to | replying to | anonymous | guest | member since | joined | posts:
            | reputation | recommend | agree | disagree | edited | comment deleted | show replies | hide replies
            | view replies | more replies | collapse | expand | block user | mute user | posted by | commented
            | this comment | original poster | offensive | inappropriate | your comment is awaiting moderation
            | awaiting moderation | log in to reply | sign in to reply | login to reply | follow user"""
        ),
        Cue.FORM: phrases(
            """your email address will not be published | required fields are marked | required fields | required
            | email address | e-mail address | your email | your e-mail | your name | email * | name *
            | first name | last name | your website | website | url | password | username | user name
            | forgot password | forgot your password | remember me | log in | login | log out | logout | sign in
            | sign out | sign up | register | create account | create an account | my account | logged in
            | you must be logged in | you are commenting using your | fill in your details below
            | click an icon to log in | connecting to %s | captcha | notify me of | notify me by email
            | notify me of new comments | save my name, email, and website | submit | send | cancel | reset
            | type the characters | enter your | enter the | please enter | choose a | select a
            | characters left | characters remaining | this field is required | html tags | allowed tags
            | you may use these | preview | subject | message | subject: | message: | comment: | name: | email:
            | e-mail: | website: | to: | from: | change | verify | thank you for | invalid | akismet
            | letters and numbers | having trouble reading this image | view an alternate
            | did not match the image | please try again | please log in | please sign in | please register
            | registered users | error type | try again | learn how your comment data is processed
            | this site uses akismet"""
        ),
        Cue.SHARING: phrases(
            """purchase licensing rights | reprints and permissions
            | share | share this | share this article | share this story | share this post | share on
            | share on facebook | share on twitter | share on linkedin | share via | share with | shares
            | sharing | tweet | tweets | tweet this | retweet | facebook | twitter | linkedin | whatsapp
            | pinterest | reddit | tumblr | instagram | youtube | telegram | flipboard | digg | stumbleupon
            | delicious | del.icio.us | google+ | google plus | google bookmarks | messenger | snapchat | tiktok
            | bluesky | mastodon | threads | pin it | pocket | buffer | evernote | email this | e-mail this
            | email a friend | email to a friend | send to a friend | e-mail | email | print | print this
            | print this page | print article | printer friendly | print friendly | copy link | copy url
            | copy to clipboard | bookmark | bookmark this | add to favorites | favorite | save | save this
            | save article | follow us | follow us on | follow me | follow | followers | like us
            | like us on facebook | like this | find us on | connect with us | embed | permalink
            | click to share | opens in new window | text size | font size | larger text | smaller text
            | increase text | decrease text | rss | rss feed | feed | gift this article | listen
            | listen to this article | audio | xing | line | viber | skype | hacker news | yahoo buzz"""
        ),
        Cue.SUBSCRIPTION: phrases(
            """enjoying this | enjoying this article | enjoyed this article | support the site | support our work
            | subscribe | subscribe now | subscribe to | subscribe to our newsletter | subscriber | subscribers
            | subscription | subscriptions | newsletter | newsletters | our newsletter | daily newsletter
            | weekly newsletter | email newsletter | sign up for | sign up now | sign up to | email alerts
            | news alerts | breaking news alerts | in your inbox | to your inbox
            | quality journalism | independent journalism | by subscribing | download now
            | support our journalism | straight to your inbox
            | delivered to | stay informed | stay up to date | stay connected | never miss | get the latest
            | latest news and updates | join our mailing list | mailing list | become a member | membership
            | members only | support us | donate | make a donation | support our journalism | contribute
            | start your free trial | free trial | unlimited access | digital access | already a subscriber
            | already have an account | to continue reading | continue reading | this article is for subscribers
            | exclusive for subscribers | unsubscribe | unsubscribe at any time | get our app | download our app
            | download the app | app store | google play | push notifications | enable notifications
            | register for free | your free articles | remaining free articles | gift subscription | e-paper
            | epaper | advertise with us | try it free | patreon | buy me a coffee | get email updates"""
        ),
        Cue.RELATED: phrases(
            """related | related articles | related article | related stories | related story | related posts
            | related post | related topics | related content | related news | related links | related video
            | related videos | related coverage | related items | related to this story | also read | read also
            | also see | see also | see more | read more | read more: | read next | read full | read the full
            | read it here | up next | next story | more on | more on this | more on this story | more from
            | more stories | more in | more news | more like this | more about | don't miss | dont miss
            | must read | must reads | editor's picks | editors' picks | editor's choice | recommended
            | recommended for you | recommended reading | recommended stories | recommended videos
            | you may also like | you might also like | you may like | you may also be interested
            | you might be interested | we recommend | we think you'll like | people also read
            | people also liked | others are reading | readers also | trending | trending now | trending stories
            | popular | most popular | popular posts | popular stories | most read | most viewed | most shared
            | most commented | most emailed | most recent | top stories | top news | top story | top videos
            | latest | latest news | latest stories | latest articles | latest posts | latest headlines | recent
            | recent posts | recent articles | recent comments | recent news | recent stories | featured
            | featured stories | featured articles | featured video | featured posts | in case you missed it
            | icymi | what to read next | what to watch | further reading | keep reading | explore more
            | click here | find out more | learn more about | watch | watch: | watch now | watch video | video:
            | read: | see: | more: | related: | around the web | from around the web | from the web
            | elsewhere on the web | other stories | other news | other articles | similar articles
            | similar stories | similar posts | this week's | today's headlines | headlines | breaking news
            | breaking | previous article | next article | previous post | next post | previous story
            | older post | newer post | older posts | newer posts | hot topics | stories you may | links we like
            | blogroll | in this section | also in | on this topic | full coverage | special report
            | special reports"""
        ),
        Cue.ADVERTISING: phrases(
            """advertisement | advertisements | advertising | advertise | ad | ads | ads by | ads by google
            | adchoices | ad choices | about our ads | sponsored | sponsored by | sponsored content
            | sponsored links | sponsored stories | sponsor | sponsors | promoted | promoted content
            | promoted by | promoted links | paid content | paid post | partner content | partner offers
            | from our partners | special offer | special offers | offer | offers | deals | coupon | coupons
            | discount | shop now | buy now | order now | add to cart | affiliate | affiliate links | commission
            | outbrain | taboola | story continues below | article continues below | article continues after
            | continue reading below | story continues below advertisement | skip advertisement | skip ad
            | this ad | report this ad | why this ad | close ad | hide ad | brought to you by | presented by
            | on sale | best price | % off | buy tickets | book now"""
        ),
        Cue.BYLINE: phrases(
            """by | by the | written by | posted by | published by | reported by | reporting by | edited by
            | editing by | additional reporting by | compiled by | author | authors | author: | about the author
            | about the authors | staff writer | staff reporter | correspondent | special correspondent
            | senior correspondent | columnist | contributor | contributing writer | guest contributor | editor
            | senior editor | news editor | reporter | freelance | journalist | associated press
            | the associated press | reuters | afp | bloomberg | press association | news agency | wire service
            | staff | view profile | view author | author archive | all posts by | view all posts by
            | view all posts | posts by | more by | articles by | bio | is a writer | is a reporter
            | is a senior | is a journalist | is the author | is a freelance | is a staff | is an editor
            | follow him on | follow her on | follow the author | for the | opinion by | analysis by | words by
            | story by | text by"""
        ),
        Cue.CAPTION: phrases(
            """open image | open image viewer | image viewer | view image in full screen | open the gallery
            | photo | photos | photo: | photo by | photos: | photo credit | photo credit: | photograph
            | photograph: | photographs | photographer | picture | pictures | picture: | image | images | image:
            | image credit | image credits | image source | image caption | image copyright | credit: | credits:
            | courtesy | courtesy of | file photo | file picture | file image | pictured | pictured:
            | illustration | illustration: | illustration by | graphic | getty | getty images | shutterstock
            | istock | alamy | unsplash | flickr | wikimedia commons | creative commons | ap photo | (ap) | epa
            | rex features | caption | view gallery | gallery | photo gallery | photo galleries | slideshow
            | slide show | view slideshow | launch gallery | next image | previous image | enlarge
            | enlarge image | enlarge this image | click to enlarge | view larger | view full size | full size
            | zoom | toggle caption | hide caption | show caption | media caption | media playback | play video
            | play | pause | mute | unmute | video | videos | watch the video | embed code | transcript
            | loading | loading... | screenshot | fullscreen | of 1 | 1 of | logo | thumbnail | infographic
            | video player | audio player | now playing"""
        ),
        Cue.FOOTER: phrases(
            """copyright | all rights reserved | rights reserved | some rights reserved | © | (c) copyright
            | terms of use | terms of service | terms and conditions | terms & conditions | terms | legal
            | legal notice | disclaimer | privacy | privacy & cookies | privacy statement | imprint
            | accessibility | accessibility statement | sitemap | site map | site index | about | about us
            | about this site | contact | contact us | contact information | careers | jobs | press | press room
            | press releases | media kit | advertise with us | advertising info | help | help center
            | help centre | faq | faqs | feedback | send feedback | support | customer service | customer care
            | reprints | permissions | reprints & permissions | syndication | licensing | powered by
            | proudly powered by | powered by wordpress | blog at wordpress.com | wordpress theme | theme by
            | designed by | design by | website by | hosted by | a member of | a division of | registered in
            | company number | network | our network | our sites | partner sites | part of the | code of ethics
            | ethics policy | editorial standards | editorial policy | corrections | masthead
            | subscriber agreement | user agreement | may not be published, broadcast, rewritten
            | may not be reproduced | without permission | republished with permission | sample article of the
            | material may not be published | views expressed | the opinions expressed | tags | tagged | tags:
            | filed under | filed under: | categories | category | posted in | topics | topics: | tagged with
            | keywords"""
        ),
        Cue.NAVIGATION: phrases(
            """home | homepage | home page | menu | main menu | navigation | search | search for | search this
            | search the site | advanced search | skip to content | skip to main content | skip to navigation
            | skip navigation | jump to navigation | jump to content | back to top | top of page | go to top
            | scroll to top | return to top | back | back to | next | previous | prev | first | last | next page
            | previous page | page | view all | see all | show all | show more | show less | load more
            | view more | more | more... | all | close | open | toggle | toggle navigation | toggle menu
            | open menu | close menu | dismiss | skip | go | ok | yes | no | edit | edition | news | world
            | u.s. | us | uk | politics | business | sports | sport | entertainment | tech | technology
            | science | health | opinion | opinions | lifestyle | life | travel | culture | arts | money
            | finance | markets | economy | local | national | international | weather | video | food | style
            | fashion | education | environment | obituaries | classifieds | real estate | autos | cars
            | archives | archive | blog | blogs | events | calendar | columnists | editorials | letters
            | magazine | podcasts | podcast | radio | tv | live | games | crossword | horoscopes | comics | shop
            | store | books | movies | music | celebrity | celebrities | football | cricket | tennis | forums
            | forum | members | community | resources | products | services | solutions | company | downloads
            | shopping | english | español | français | deutsch | select language | language | today's paper
            | you are here | breadcrumb | table of contents | contents | in this article | on this page
            | jump to | site | sections | section | topics a-z | more options | settings | profile
            | notifications | jump to comments | go to | download | javascript | browser | enable javascript
            | please enable javascript | your browser does not support | captures | web crawls | crawl data
            | wide crawl | collection: | organization: | wayback | capture | timestamps | crawls
            | page no longer | archived pages | about this capture | collected by | wayback machine
            | internet archive | alexa crawls"""
        ),
        Cue.DATING: phrases(
            """published | published: | published on | published at | first published | last updated
            | last updated: | last modified | updated | updated: | updated on | updated at | posted | posted:
            | posted on | posted at | posted in | created | created on | date | date: | modified | issued
            | released | originally published | min read | minute read | minutes read | mins read | read time
            | reading time | am | pm | a.m. | p.m. | gmt | est | edt | et | pst | pdt | bst | utc | cet | ist
            | hrs | yesterday | today | views | view count | reads | this entry was posted | on this day"""
        ),
    },
    function_words=words(
        """I a about after against all also an and another any are as at be because been before being between both
        but by came can come could day did do don't down each even first for from get go good great had has have
        he her here him his how i if in into is it it's its just know last life like little long made make man
        many may me men might more most much must my never no not now of off old on one only or other our out over
        own people right said same see she should since so some state still such take than that the their them
        then there these they this those three through to too two under up us used very was way we well were what
        when where which while who will with work would year years you your"""
    ),
    person_words=words("i i'd i'll i'm i've me mine my our us we you you'll you're you've your yours"),
    unnamed_bylines=phrases(
        """from our correspondent | from our own correspondent | by our correspondent
        | from our special correspondent | by our foreign staff | from a correspondent | by a staff reporter
        | by our staff reporter | by staff reporter"""
    ),
    byline_before=phrases(
        """by | written by | published by | reported by | story by | words by | words: | text: | story: | author:
        | authors:"""
    ),
    pointers=phrases(
        """also read | read also | read more | read next | read | related
        | related photos | related story | related stories
        | related article | related articles | see also | also see | see | recommended | recommended reading
        | more on this | more on this story | more | don't miss | must read | watch | watch now | video | listen
        | you may also like | you might also like | up next | next | previous | further reading | in pictures
        | from the archive | editor's pick | trending | most read | keep reading | opinion | explainer
        | more from | more about | more on | full coverage | sponsored | advertisement"""
    ),
    months=months(
        "january jan|february feb|march mar|april apr|may|june jun"
        "|july jul|august aug|september sept sep|october oct|november nov|december dec"
    ),
    date_words=words(
        """a.m. am at bst cet edt est et fri friday gmt ist mon monday of on p.m. pdt pm pst sat saturday sun sunday
        the thu thur thurs thursday tue tues tuesday utc wed wednesday"""
    ),
)
