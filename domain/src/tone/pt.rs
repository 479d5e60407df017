//! Brazilian Portuguese.

use super::Severity::{Refused, Warned};
use super::Why;
use super::table::{Group, Scope, Words};

pub(super) const WORDS: Words = Words {
    groups: GROUPS,
    passes: &[
        "cadeia de suprimentos|lojas|fornecedores|valor",
        "av|avenida|rua|praca|travessa ?da|do|dos|das policia|protesto|justica|juiz|tribunal",
        "processo|processos ?de|do|da ?sua|seu compra|pagamento|cadastro|atendimento|negociacao",
        "processo|processos ?de|do|da matricula|inscricao|mudanca|selecao|seletivo|simples|rapido",
        "em processo",
        "processar|processado|processados|processada ?o|a|os|as ?seu|sua pagamento|pedido|cartao|dados|boleto",
        "pagamento|pedido|boleto ?ja|foi|sera processado",
    ],
    only_here: &["mandado", "mandados", "preso", "presa", "processo", "processado", "processar"],
    consequences: &[
        "cortaremos|suspenderemos|bloquearemos|cobraremos|encaminharemos|enviaremos|iniciaremos",
        "sera|serao cortado|cortada|suspenso|suspensa|bloqueado|bloqueada|cobrado|cobrada|enviado|enviada",
        "sera|serao encaminhado|encaminhada|acrescentado|acrescentados|somado|somados",
        "vamos cortar|suspender|bloquear|cobrar|encaminhar|enviar|iniciar",
        "perdera|perderao",
    ],
    replies: &["responda|responde|ligue|escreva|avise|fale|conte", "conta para nos"],
    months: &[
        "janeiro",
        "fevereiro",
        "marco",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
        "jan",
        "fev",
        "mar",
        "abr",
        "mai",
        "jun",
        "jul",
        "ago",
        "set",
        "out",
        "nov",
        "dez",
    ],
    address: [&[], &[]],
};

const STOPS: &str = "Com um acordo antes de {data}, tudo para.";
const DECIDED: &str = "A partir de {data} são somados {valor} de juros.";
const PENDING: &str = "A parcela de {data} continua em aberto.";
const HELP: &str = "Algo mudou? Dá para mudar a data ou pedir mais prazo: {link}";
const UNTIL: &str = "Vale até {data}. Depois continuam abertas outras opções.";

const GROUPS: &[Group] = &[
    Group {
        is: (Refused, Why::Threat),
        scope: Scope::Everywhere,
        better: STOPS,
        says: &[
            "arcar com as consequencias",
            "medidas cabiveis|drasticas|severas",
            "cadeia|prisao|preso|presa",
            "policia|policial|policiais",
            "sabemos onde voce mora|trabalha",
            "crime|crimes|estelionato|estelionatario",
        ],
    },
    Group {
        is: (Refused, Why::Court),
        scope: Scope::Everywhere,
        better: STOPS,
        says: &[
            "intimacao|intimacoes|intimado|intimada",
            "mandado|mandados",
            "penhora|penhorar|penhorado|penhorados",
            "bloqueio de bens|contas",
            "oficial|oficiais de justica",
            "justica",
            "juiz|juiza|juizes",
            "tribunal|tribunais",
            "processo|processos|processar|processaremos|processado|processada|processados",
            "processo|processos judicial|judiciais|civel",
            "processa lo|la",
            "acao|acoes judicial|judiciais",
        ],
    },
    Group {
        is: (Refused, Why::Shame),
        scope: Scope::Everywhere,
        better: PENDING,
        says: &[
            "caloteiro|caloteira|caloteiros|calote",
            "mau|maus|ma pagador|pagadora|pagadores",
            "sem vergonha",
            "semvergonha",
            "irresponsavel|irresponsaveis",
        ],
    },
    Group {
        is: (Refused, Why::ThirdParty),
        scope: Scope::Everywhere,
        better: HELP,
        says: &[
            "sua familia",
            "seus vizinhos|familiares|parentes",
            "seu|sua chefe|chefa|patrao|patroa|empresa",
            "todos|todo ?mundo vao|vai saber",
        ],
    },
    Group {
        is: (Refused, Why::Shouting),
        scope: Scope::Everywhere,
        better: UNTIL,
        says: &["pague|paga ja ?mesmo", "pague agora mesmo"],
    },
    Group {
        is: (Warned, Why::Blame),
        scope: Scope::Everywhere,
        better: PENDING,
        says: &["inadimplen*", "devedor|devedora|devedores|devedoras"],
    },
    Group {
        is: (Warned, Why::Legal),
        scope: Scope::Everywhere,
        better: HELP,
        says: &["medidas judiciais|legais", "advogado|advogada|advogados"],
    },
    Group {
        is: (Warned, Why::Bureau),
        scope: Scope::Everywhere,
        better: DECIDED,
        says: &[
            "nome sujo",
            "negativado|negativada|negativados|negativar|negativacao",
            "spc|serasa|protesto|protestos|protestado|protestada",
        ],
    },
    Group {
        is: (Warned, Why::Urgency),
        scope: Scope::Everywhere,
        better: UNTIL,
        says: &["ultima|ultimas chance|chances", "urgente|urgentes|urgentemente", "imediatamente"],
    },
    Group {
        is: (Warned, Why::Reason),
        scope: Scope::Everywhere,
        better: HELP,
        says: &["por que ?voce ?ainda nao pagou", "motivo|razao do|da ?seu atraso"],
    },
];
