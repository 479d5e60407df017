# What reminders say where a creditor has no text of its own, and what its own begins from. Text messages
# stay within GSM's alphabet: no á í ó ú, no ã õ ç.
template-sms-courtesy = { $business }: { $name }, lembrete da data { $date }. Detalhes e escolhas: { $link }
template-sms-kind = { $business }: { $name }, falta sua resposta. Veja como responder: { $link }
template-sms-firm = { $business }: { $name }, ainda esperamos sua resposta. Escolha data e forma: { $link }
template-sms-final-notice = { $business }: { $name }, deixamos suas escolhas. Por favor, veja até { $limit }: { $link }
template-sms-instalment-soon = { $business }: { $name }, a data combinada é { $date }. Para mudar: { $link }
template-sms-instalment-today = { $business }: { $name }, hoje, { $date }, é a data combinada. Detalhes: { $link }
template-sms-instalment-missed = { $business }: { $name }, a data { $date } segue aberta. Ainda vale até { $limit }: { $link }
template-sms-promise-eve = { $business }: { $name }, { $date } é a data que combinamos. Detalhes: { $link }
template-sms-promise-broken = { $business }: { $name }, combinamos { $date }. Se os planos mudaram, escolha outra data: { $link }
template-sms-offer-ending = { $business }: { $name }, o que oferecemos vale até { $date }. Veja em { $link }
template-sms-settled = { $business }: { $name }, tudo o que combinamos foi feito. Agradecemos. Guarde o certificado: { $link }
template-whatsapp-courtesy = Olá, { $name }. Aqui é { $business }, para lembrar da sua data, { $date }. Aqui estão os detalhes e as escolhas. Se já resolveu, não precisa fazer nada.
template-whatsapp-kind = Olá, { $name }. Aqui é { $business }. Ficou um assunto aberto entre nós. Se foi esquecimento, dá para resolver aqui. Se já resolveu ou há um erro, avise e pausamos os lembretes.
template-whatsapp-firm = Olá, { $name }. Aqui é { $business }. Ainda não temos sua resposta. Você pode escolher a data e a forma, ou pedir que uma pessoa ligue.
template-whatsapp-final-notice = Olá, { $name }. Aqui é { $business }. Este é o nosso último lembrete de um assunto em aberto. Aqui estão suas escolhas. Se preferir conversar, responda e uma pessoa liga.
template-whatsapp-instalment-soon = Olá, { $name }. Aqui é { $business }. A próxima data combinada é { $date }. Se precisar mudar, faça isso antes desse dia.
template-whatsapp-instalment-today = Olá, { $name }. Aqui é { $business }. Hoje, { $date }, é a data combinada. Leva dois minutos.
template-whatsapp-instalment-missed = Olá, { $name }. Aqui é { $business }. A data { $date } segue aberta. Até { $limit } o combinado continua igual. Precisa mudar?
template-whatsapp-promise-eve = Olá, { $name }. Aqui é { $business }. { $date } é a data que combinamos. Se os planos mudaram, dá para escolher outra.
template-whatsapp-promise-broken = Olá, { $name }. Aqui é { $business }. Combinamos { $date } e não vimos movimento. Escolha outra data ou fale com uma pessoa.
template-whatsapp-offer-ending = Olá, { $name }. Aqui é { $business }. A opção que demos vale até { $date }. Depois haverá outras.
template-whatsapp-settled = Olá, { $name }. Tudo o que combinamos está completo em { $business }. Agradecemos. Já dá para guardar o certificado.
template-link = Aqui estão os detalhes e o que dá para escolher: { $link }
template-breakdown = principal { $principal }, juros { $interest }, custos { $fee }
template-opt-out = Para parar de receber, responda SAIR
template-opt-out-page = Se você não quer mais mensagens como esta: { $link }
