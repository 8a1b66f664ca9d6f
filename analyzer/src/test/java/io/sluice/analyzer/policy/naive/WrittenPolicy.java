package io.sluice.analyzer.policy.naive;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A NetworkPolicy as somebody wrote it, before any default is applied. It must be one that the API
 * server accepts.
 *
 * @param namespace its namespace
 * @param name its name
 * @param spec its {@code spec}
 */
public record WrittenPolicy(String namespace, String name, JsonNode spec) {}
