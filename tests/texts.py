"""Pages for tests, as a scraper leaves them; every sentence was written for this project."""

MINISTER = """Ministers agree on a patrol of the strait

By Ada Writer

Published: 4 March 2021

The foreign ministers of Japan and the Philippines agreed on Thursday to send a joint patrol through the strait, \
officials of both countries said after a meeting in Manila.

The agreement follows months of talks. Japan will send two ships in the first year, and the Philippines one, the \
officials said. NATO was informed of the plan in advance.

"We want calm waters," said Jens Stoltenberg, the NATO secretary general, when he was asked about it in Brussels.

ALSO READ: Ten things to know about the strait

The patrol will begin in the autumn, when the weather in the strait is at its quietest, and last for three weeks.

We use cookies to improve your experience on our website. By clicking Accept all you consent to our use of cookies.

Accept all

Manage preferences
"""

TREATY = """Parliament approves the treaty with Poland

Published: 12 June 1991

The Bundestag approved the treaty of good neighbourship with Poland on Wednesday by a large majority, and Chancellor \
Helmut Kohl called the vote a day of joy for both countries.

The treaty was signed in Warsaw a week earlier. It names cooperation in trade, in the schools and on the border, and \
both parliaments have to approve it before it comes into force.

Leave a Reply

Your email address will not be published. Required fields are marked *
"""
