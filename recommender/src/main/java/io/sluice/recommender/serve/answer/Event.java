package io.sluice.recommender.serve.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.recommender.audit.Fingerprint;
import io.sluice.recommender.write.JsonText;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A CloudEvent 1.0, in the binary mode of its Kafka binding: attributes are headers {@code ce_…},
 * the value is the data. Its id is a fingerprint of all that it says, so that whoever sees it twice
 * knows.
 *
 * @param type what it says
 * @param source who says it
 * @param subject about what
 * @param time since when, RFC 3339; "" where nothing has a time
 * @param data what it says in full
 */
record Event(EventType type, String source, String subject, String time, ObjectNode data) {
  OutputRecord record() {
    String value = JsonText.write(data);
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", Fingerprint.of(type.word(), source, subject, value));
    headers.put("ce_type", type.word());
    headers.put("ce_source", source);
    headers.put("ce_subject", subject);
    if (!time.isEmpty()) {
      headers.put("ce_time", time);
    }
    headers.put("content-type", "application/json");
    return new OutputRecord(subject, headers, Optional.of(value));
  }
}
