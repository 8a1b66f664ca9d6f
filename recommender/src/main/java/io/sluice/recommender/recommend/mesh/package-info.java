/**
 * Service meshes: who is in one, and what policies must leave open for it. Read {@link
 * io.sluice.recommender.recommend.mesh.MeshMembers} first.
 */
@NullMarked
package io.sluice.recommender.recommend.mesh;

import org.jspecify.annotations.NullMarked;
