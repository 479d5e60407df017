short-link = You have a private message from { $creditor }: { $url } To stop these, reply STOP.
short-link-bare = You have a private message: { $url } To stop these, reply STOP.
