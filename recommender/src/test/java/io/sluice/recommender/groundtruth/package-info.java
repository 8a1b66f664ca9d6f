/**
 * Real applications as tests: from their manifests and from what is known of who calls whom, a
 * cluster and its logs; {@code recommend} over them; and what it proposes beside the policies that
 * the applications' maintainers wrote.
 *
 * <p>The applications are under their owners' licences and not part of the repository. Read {@link
 * io.sluice.recommender.groundtruth.Application} first, then {@code Trial}.
 */
@NullMarked
package io.sluice.recommender.groundtruth;

import org.jspecify.annotations.NullMarked;
