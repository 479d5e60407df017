# The demo's mailbox: what would have been sent.
mailbox-title = Caixa de correio da demonstração
mailbox-lead = Aqui chegam os e-mails que o AlDía enviaria de verdade, os mais novos primeiro.
mailbox-empty = Ainda não há e-mails.
mailbox-from = De
mailbox-to = Para
mailbox-back = Todos os e-mails
