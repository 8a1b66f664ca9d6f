package io.sluice.recommender.pr.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.sluice.recommender.pr.fake.FakeHost;
import io.sluice.recommender.pr.host.HostException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What goes wrong before a host's memory is asked. */
final class Faults {
  private Faults() {}

  /** The first requests get these, the later ones what the host remembers. */
  static void first(FakeHost host, MappingBuilder what, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      host.server()
          .stubFor(
              what.withId(new UUID(0, i + 1))
                  .atPriority(1)
                  .inScenario("faults")
                  .whenScenarioStateIs(i == 0 ? STARTED : "" + i)
                  .willSetStateTo("" + (i + 1))
                  .willReturn(answers[i]));
    }
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  static HostException refused(ThrowingCallable call) {
    HostException refusal = catchThrowableOfType(HostException.class, call);
    assertThat(refusal).isNotNull();
    for (Throwable t = refusal; t != null; t = t.getCause()) {
      assertThat(String.valueOf(t)).doesNotContain(FakeHost.SECRET);
    }
    return refusal;
  }
}
