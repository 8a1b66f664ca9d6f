package io.sluice.recommender.write.manifest;

import io.sluice.recommender.recommend.RecommendOptions;
import io.sluice.recommender.recommend.tightness.Tightness;
import java.time.Instant;
import java.util.Optional;

/**
 * What the user chose, as far as the policies depend on it. Spans before the last record are
 * recorded as the moments that they meant.
 *
 * @param engine the engine as it was named, {@code auto} included
 * @param format the format that all logs were read as, where it was given
 * @param snapshotTime {@code --snapshot-time}
 * @param since the first moment that counted, where records were left out
 * @param until the moment behind the last one that counted
 * @param proposals the options of proposals; engine and decisions are recorded elsewhere
 * @param tightness how far rules are put together
 */
public record RunOptions(
    String engine,
    Optional<String> format,
    Optional<Instant> snapshotTime,
    Optional<Instant> since,
    Optional<Instant> until,
    RecommendOptions proposals,
    Tightness tightness) {}
