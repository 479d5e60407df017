# The demo's mailbox: what would have been sent.
mailbox-title = Mailbox of the demo
mailbox-lead = The e-mails, SMS and WhatsApp messages that AlDía would really send arrive here, newest first.
mailbox-empty = No messages yet.
mailbox-from = From
mailbox-to = To
mailbox-back = All messages
