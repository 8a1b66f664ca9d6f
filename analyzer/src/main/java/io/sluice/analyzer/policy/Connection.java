package io.sluice.analyzer.policy;

/**
 * A question to the evaluator: may this client open this connection? Replies need no question.
 *
 * @param client who opens it
 * @param server who listens
 * @param protocol IANA number
 * @param port the port on the server, after any Service translation; -1 where the protocol has none
 */
public record Connection(Subject client, Subject server, int protocol, int port) {}
