package cn.tiyan.issue.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.core.NestedExceptionUtils;

class EvidencePropertiesTest {

    private static final String[] S3 = {"tiyan.issue.evidence.store=s3", "tiyan.issue.evidence.s3.endpoint=http://127.0.0.1:9000",
        "tiyan.issue.evidence.s3.bucket=evidence", "tiyan.issue.evidence.s3.access-key=somebody",
        "tiyan.issue.evidence.s3.secret-key=do-not-tell"};

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class)).withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(EvidenceProperties.class)
    static class Settings {
    }

    @Test
    void needNothingToBeSaid() {
        runner.run(context -> {
            var properties = context.getBean(EvidenceProperties.class);
            assertThat(properties.store()).isEqualTo(EvidenceProperties.Store.GRIDFS);
            assertThat(properties.largestFile().toMegabytes()).isEqualTo(20);
            assertThat(properties.markingBytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 6);
        });
    }

    @Test
    void nameAStoreAndNeverTellItsSecret() {
        runner.withPropertyValues(S3).run(context -> {
            var properties = context.getBean(EvidenceProperties.class);
            assertThat(properties.store()).isEqualTo(EvidenceProperties.Store.S3);
            assertThat(properties.toString()).doesNotContain("do-not-tell").doesNotContain("somebody");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"store=ftp", "s3.bucket=", "s3.secret-key=", "s3.region= ", "s3.endpoint=ftp://there", "largest-file=0",
        "most-per-issue=1MB", "marking-memory=1MB"})
    void keepTheServiceFromStartingWhereTheyAreWrong(String wrong) {
        runner.withPropertyValues(S3).withPropertyValues("tiyan.issue.evidence." + wrong).run(context -> {
            assertThat(context).hasFailed();
            assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()).toString()).doesNotContain("do-not-tell");
        });
    }
}
