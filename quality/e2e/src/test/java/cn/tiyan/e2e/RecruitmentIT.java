package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.e2e.Platform.Answer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Recruitment through the gateway: the public needs no token, and gets to see nothing else by that. */
@WholePlatform
class RecruitmentIT {

    private static final String RECRUITMENT = "/api/v1/recruitment";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private final Platform platform;

    RecruitmentIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void leadsFromAnOpenCallToACertificate() throws Exception {
        Answer draft = platform.as("shenyang.ban").post(RECRUITMENT + "/campaigns", Map.of("content", Map.of("title", "公开征集政务服务体验员", "text", "面向社会征集。",
                "sought", "关心营商环境的各界人士", "from", TODAY.toString(), "to", TODAY.plusDays(20).toString(), "seats", 1))).expect(201);
        platform.as("shenyang.ban").with("If-Match", draft.etag()).post(RECRUITMENT + "/campaigns/" + draft.at("/id") + "/publication", Map.of()).expect(200);

        Platform.Client citizen = platform.anonymous();
        assertThat(citizen.get(RECRUITMENT + "/open").expect(200).response().body()).contains(draft.at("/id"));
        String notice = citizen.get(RECRUITMENT + "/privacy-notice").expect(200).at("/version");
        Map<String, Object> application = new HashMap<>(Map.of("name", "赵海", "phone", phone(), "identityNumber", identity(), "category", "CITIZEN_REPRESENTATIVE",
                "field", "社区服务", "consent", true, "privacyNotice", notice));
        Answer receipt = citizen.post(RECRUITMENT + "/open/" + draft.at("/id") + "/applications", application).expect(201);
        Refused.with(422, "already-recruited", citizen.post(RECRUITMENT + "/open/" + draft.at("/id") + "/applications", application).response());

        Answer waiting = platform.as("shenyang.ban").get("/api/v1/experiencers?status=APPLIED&campaign=" + draft.at("/id")).expect(200);
        String record = "/api/v1/experiencers/" + waiting.at("/items/0/id");
        Answer approved = platform.as("shenyang.ban").with("If-Match", platform.as("shenyang.ban").get(record).expect(200).etag())
                .post(record + "/approval", Map.of("opinion", "符合条件")).expect(200);
        application.put("phone", phone());
        application.put("identityNumber", identity());
        Refused.with(422, "quota-full", citizen.post(RECRUITMENT + "/open/" + draft.at("/id") + "/applications", application).response());
        platform.as("shenyang.ban").with("If-Match", approved.etag()).post(record + "/appointment", Given.aTerm()).expect(200);

        Map<String, String> query = Map.of("number", receipt.at("/number"), "code", receipt.at("/code"));
        Answer status = citizen.post(RECRUITMENT + "/applications/status", query).expect(200);
        assertThat(status.at("/status")).isEqualTo("APPOINTED");
        assertThat(status.at("/certificate")).startsWith("TY-210100-");
        Refused.with(422, "illegal-transition", citizen.post(RECRUITMENT + "/applications/withdrawal", query).response());
        Refused.with(404, "not-found", citizen.post(RECRUITMENT + "/applications/status", Map.of("number", receipt.at("/number"), "code", "0000-0000-0000")).response());
    }

    @Test
    void leadsFromAnInvitationToAnApplication() throws Exception {
        Answer invited = platform.as("shenyang.ban").post(RECRUITMENT + "/invitations", Map.of("name", "孙教授", "phone", phone(), "category", "EXPERT",
                "field", "公共管理")).expect(201);
        Map<String, Object> link = new HashMap<>(Map.of("token", invited.at("/token")));
        assertThat(platform.anonymous().post(RECRUITMENT + "/invitations/open", link).expect(200).at("/unitName")).isEqualTo("沈阳市");
        link.putAll(Map.of("identityNumber", identity(), "consent", true, "privacyNotice", platform.anonymous().get(RECRUITMENT + "/privacy-notice").at("/version")));
        platform.anonymous().post(RECRUITMENT + "/invitations/accept", link).expect(201);
        Refused.with(422, "link-used", platform.anonymous().post(RECRUITMENT + "/invitations/accept", link).response());
    }

    @Test
    void opensNothingElse() throws Exception {
        for (String path : List.of("/campaigns", "/worklist", "/invitations", "/invitations/open", "/applications/status", "/open/cmp_1/applications")) {
            Refused.with(401, "unauthorized", platform.anonymous().get(RECRUITMENT + path).response());
        }
        Refused.with(401, "unauthorized", platform.anonymous().post(RECRUITMENT + "/campaigns", Map.of()).response());
        Refused.with(401, "unauthorized", platform.anonymous().post(RECRUITMENT + "/invitations", Map.of()).response());
    }

    private static String phone() {
        return "137%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    /** A number of nobody, born in 1990, with a right check character (GB 11643). */
    private static String identity() {
        String start = "2101021990%02d%02d%03d".formatted(ThreadLocalRandom.current().nextInt(1, 13), ThreadLocalRandom.current().nextInt(1, 29),
                ThreadLocalRandom.current().nextInt(1000));
        int sum = IntStream.range(0, 17).map(i -> (start.charAt(i) - '0') * ((1 << (17 - i)) % 11)).sum();
        return start + "10X98765432".charAt(sum % 11);
    }
}
