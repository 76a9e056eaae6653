package cn.tiyan.feedback.sender;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.feedback.IntegrationGuide;
import cn.tiyan.feedback.intake.PushKind;
import cn.tiyan.feedback.intake.PushReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Recomputes what docs/integration.md tells senders to expect. */
class IntegrationGuideTest {

    private final IntegrationGuide guide = new IntegrationGuide();

    @Test
    void leadsToTheSignatureItShows() {
        String[] lines = guide.example("text").split("\n");
        var request = new SignedRequest(lines[1], lines[2], "hotline-shenyang", lines[3], lines[4], null, guide.example("body").getBytes(StandardCharsets.UTF_8));
        assertThat(request.bodyDigest()).isEqualTo(guide.example("digest"));
        assertThat(request.textToSign()).isEqualTo(guide.example("text"));
        assertThat(new Signature(Base64.getDecoder().decode(guide.example("key"))).of(request)).isEqualTo(guide.example("signature"));
    }

    @Test
    void showsABodyThatIsAccepted() {
        assertThat(new PushReader().read(PushKind.HOTLINE_ORDER, guide.example("body").getBytes(StandardCharsets.UTF_8)).key()).isEqualTo("SY20261123000017");
    }

    @Test
    void namesEveryWayASignatureFails() {
        for (SignatureStep step : SignatureStep.values()) {
            assertThat(guide.text()).contains("`" + step.problem() + "`");
        }
    }

    @Test
    void pointsToEverySchema() {
        for (PushKind kind : PushKind.values()) {
            assertThat(guide.text()).contains("schemas/" + kind.schema() + ".json");
        }
    }
}
