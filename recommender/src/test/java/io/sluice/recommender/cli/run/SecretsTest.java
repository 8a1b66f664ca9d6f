package io.sluice.recommender.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretsTest {
  @Test
  void whatOpensAnAccountIsHiddenAndTheRestIsNot() {
    assertThat(Secrets.hidden("Unmatched argument: 'https://a/b?sv=1&sig=c2Vj%3D&se=2'"))
        .isEqualTo("Unmatched argument: 'https://a/b?sv=1&sig=***&se=2'");
    assertThat(Secrets.hidden("AccountName=a;AccountKey=c2Vj==;EndpointSuffix=b"))
        .isEqualTo("AccountName=a;AccountKey=***;EndpointSuffix=b");
    assertThat(Secrets.hidden("design=1 resig=2 in shop/web"))
        .isEqualTo("design=1 resig=2 in shop/web");
  }
}
