/** What the service answers, held against what the commands answer. */
@NullMarked
package io.sluice.recommender.serve.answer;

import org.jspecify.annotations.NullMarked;
