package io.sluice.analyzer.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An object as one file has it, before it is known when the file was true.
 *
 * @param kind its kind
 * @param tree what is kept of it
 * @param line its first line
 * @param lines lines by pointer, for policies
 * @param event what a watch said of it
 * @param time its own time: the watch event's, or {@code sluice.io/taken-at}
 */
record DraftObject(
    String kind,
    ObjectNode tree,
    int line,
    Map<String, Integer> lines,
    ClusterObject.Event event,
    OptionalLong time) {}
