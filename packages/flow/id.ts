/** Names of flows, nodes and variables; they become members in texts, logic and addresses. */
export const idForm = /^[a-z][a-z0-9_]{0,63}$/

/** Ids of choices: what the variable then holds and a back end receives, so they may be written as people write names. */
export const choiceIdForm = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
