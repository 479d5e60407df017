# The demo's mailbox: what would have been sent.
mailbox-title = Caixa de correio da demonstração
mailbox-lead = Aqui chegam os e-mails, SMS e mensagens de WhatsApp que o AlDía enviaria de verdade, os mais novos primeiro.
mailbox-empty = Ainda não há mensagens.
mailbox-from = De
mailbox-to = Para
mailbox-back = Todas as mensagens
