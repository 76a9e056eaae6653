package cn.tiyan.experiencer.recruitment;

import cn.tiyan.experiencer.SomeCodes;
import cn.tiyan.experiencer.SomePeople;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Http.Answer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Open calls and applications over HTTP, for tests of what comes after. */
final class SomeCampaigns {

    static final String RECRUITMENT = "/api/v1/recruitment";
    static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private SomeCampaigns() {
    }

    static Map<String, Object> content() {
        return new HashMap<>(Map.of("title", "沈阳市公开征集政务服务体验员", "text", "面向社会公开征集。", "sought", "关心营商环境的各界人士",
                "from", TODAY.toString(), "to", TODAY.plusDays(30).toString()));
    }

    static Map<String, Object> quota(String dimension, String key, int seats) {
        return Map.of("dimension", dimension, "key", key, "seats", seats);
    }

    /** The answer to the draft. */
    static Answer aDraft(Http http, Map<String, Object> content) {
        return http.as(Persona.SHENYANG_OFFICE).post(RECRUITMENT + "/campaigns", Map.of("content", content));
    }

    /** The id of an open call of Shenyang that people may apply to today. */
    static String anOpenOne(Http http, Map<String, Object> content) {
        Answer draft = aDraft(http, content);
        Answer published = http.as(Persona.SHENYANG_OFFICE).at(draft.version()).post(draft.header("Location") + "/publication", Map.of());
        if (published.status() != 200) {
            throw new AssertionError(published.toString());
        }
        return published.at("/id");
    }

    static String anOpenOne(Http http) {
        return anOpenOne(http, content());
    }

    static String anOpenOneWith(Http http, Object... quotas) {
        Map<String, Object> content = content();
        content.put("quotas", List.of(quotas));
        return anOpenOne(http, content);
    }

    /** Somebody of 35 years nobody has heard of. */
    static Map<String, Object> anApplication() {
        return new HashMap<>(Map.of("name", "赵晓东", "phone", SomeCodes.phone(), "identityNumber", SomePeople.aged(35), "category", "CITIZEN_REPRESENTATIVE",
                "field", "社区服务", "consent", true, "privacyNotice", "2026-1"));
    }

    static String applications(String campaign) {
        return RECRUITMENT + "/open/" + campaign + "/applications";
    }
}
