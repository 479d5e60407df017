# What reminders say where a creditor has no text of its own, and what its own begins from. Text messages
# stay within GSM's alphabet: no á í ó ú, no ã õ ç.
template-sms-courtesy = { $business }: { $name }, a reminder of your date, { $date }. Details and choices: { $link }
template-sms-kind = { $business }: { $name }, we have not heard from you yet. You can choose: { $link }
template-sms-firm = { $business }: { $name }, we still wait for your answer. Choose when and how: { $link }
template-sms-final-notice = { $business }: { $name }, here are your choices. Please see them by { $limit }: { $link }
template-sms-instalment-soon = { $business }: { $name }, the date we agreed on is { $date }. To change it: { $link }
template-sms-instalment-today = { $business }: { $name }, today, { $date }, is the date we agreed on. Details: { $link }
template-sms-instalment-missed = { $business }: { $name }, the date of { $date } is still open. There is time until { $limit }: { $link }
template-sms-promise-eve = { $business }: { $name }, { $date } is the date we agreed on. Details: { $link }
template-sms-promise-broken = { $business }: { $name }, we agreed on { $date }. If plans have changed, choose another date: { $link }
template-sms-offer-ending = { $business }: { $name }, what we offered you is good until { $date }. See it at { $link }
template-sms-settled = { $business }: { $name }, all we agreed on is complete. Thank you. Keep your certificate: { $link }
template-whatsapp-courtesy = Hello, { $name }. This is { $business }, to remind you of your date, { $date }. Here you see the details and your choices. If it is done already, there is nothing to do.
template-whatsapp-kind = Hello, { $name }. This is { $business }. Something is still open between us. If it slipped your mind, you can settle it here. If it is done or wrong, tell us and we pause the reminders.
template-whatsapp-firm = Hello, { $name }. This is { $business }. We have no answer from you yet. You can choose when and how, or ask for a call.
template-whatsapp-final-notice = Hello, { $name }. This is { $business }. This is our last reminder about something open. Here you see your choices. If you prefer to talk, reply and a person calls you.
template-whatsapp-instalment-soon = Hello, { $name }. This is { $business }. The next date we agreed on is { $date }. If you need to move it, please do so before that day.
template-whatsapp-instalment-today = Hello, { $name }. This is { $business }. Today, { $date }, is the date we agreed on. It takes two minutes.
template-whatsapp-instalment-missed = Hello, { $name }. This is { $business }. The date of { $date } is still open. Until { $limit } what we agreed on stays as it is. Do you need to move it?
template-whatsapp-promise-eve = Hello, { $name }. This is { $business }. { $date } is the date we agreed on. If your plans have changed, you can choose another one.
template-whatsapp-promise-broken = Hello, { $name }. This is { $business }. We agreed on { $date } and have seen nothing yet. Choose another date or talk to a person.
template-whatsapp-offer-ending = Hello, { $name }. This is { $business }. The choice we gave you is good until { $date }. After that you will have others.
template-whatsapp-settled = Hello, { $name }. Everything we agreed on is complete at { $business }. Thank you. You can keep your certificate now.
template-link = Here are the details and what you can choose: { $link }
template-breakdown = principal { $principal }, interest { $interest }, costs { $fee }
template-opt-out = To stop these, reply STOP
template-opt-out-page = If you want no more messages like this: { $link }
