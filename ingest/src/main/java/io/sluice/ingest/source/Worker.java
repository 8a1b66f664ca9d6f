package io.sluice.ingest.source;

import io.sluice.ingest.EndpointDictionary;
import io.sluice.ingest.FlowSink;
import io.sluice.ingest.ObserverDictionary;

/**
 * What one thread of a {@link LogReader} needs for itself.
 *
 * @param endpoints numbers the ends of the flows that it decodes
 * @param observers numbers their observers
 * @param sink takes them
 */
public record Worker(EndpointDictionary endpoints, ObserverDictionary observers, FlowSink sink) {}
