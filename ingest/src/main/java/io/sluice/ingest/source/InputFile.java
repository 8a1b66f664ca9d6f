package io.sluice.ingest.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One input to be read.
 *
 * @param path where it is; empty for standard input
 * @param name as the user named it, or found under what the user named
 * @param named whether the user named this very file, not a folder or pattern that holds it
 */
public record InputFile(Optional<Path> path, String name, boolean named) {}
