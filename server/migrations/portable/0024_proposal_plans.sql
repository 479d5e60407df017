-- The plan that ran when terms were proposed in its place. It runs on until what comes of them is agreed on.
create table proposal_plans (
    creditor_id text not null,
    proposal_id text not null,
    plan_id text not null,
    primary key (creditor_id, proposal_id),
    foreign key (creditor_id, proposal_id) references proposals (creditor_id, id),
    foreign key (creditor_id, plan_id) references plans (creditor_id, id)
);
