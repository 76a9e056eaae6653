package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.e2e.Platform.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever must act is told: of an issue that has come to their desk, and of a report that was returned. */
@WholePlatform
class NoticesJourneyIT {

    private final Platform platform;

    NoticesJourneyIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void countsAnIssueForTheUnitItWasDispatchedTo() throws Exception {
        int before = open("shenyang.renshe");
        Answer triaged = Given.aTriagedIssue(platform);
        platform.as("shenyang.ban").with("If-Match", triaged.etag()).post("/api/v1/issues/" + triaged.at("/id") + "/dispatch", Map.of("handlingUnit", "210100-HRSS"))
                .expect(200);
        Patience.await("one more on the desk", () -> open("shenyang.renshe") > before ? true : null);
    }

    @Test
    void tellsTheUnitWhoseReportWasReturned() throws Exception {
        platform.as("shenyang.renshe").get("/api/v1/notices").expect(200);
        String calendar = "/api/v1/milestones/years/2099";
        platform.as("sheng.ban").with("If-Match", platform.as("sheng.ban").get(calendar).expect(200).etag())
                .put(calendar, Map.of("milestones", List.of(Map.of("kind", "SUMMARY", "due", "2099-12-20")))).expect(200);
        JsonNode mine = platform.as("shenyang.renshe").get("/api/v1/milestones/mine?year=2099").expect(200).json().valueStream()
                .filter(milestone -> milestone.path("kind").asString().equals("SUMMARY")).findFirst().orElseThrow();
        String path = "/api/v1/milestones/" + mine.path("id").asString();
        Answer submitted = platform.as("shenyang.renshe").with("If-Match", "\"" + mine.path("version").asLong() + "\"")
                .post(path + "/submission", Map.of("text", "全年走流程十二次，解决问题九项。")).expect(200);
        platform.as("shenyang.ban").with("If-Match", submitted.etag()).post(path + "/return", Map.of("reason", "请补充成效数据")).expect(200);

        JsonNode told = Patience.await("the notice", () -> {
            JsonNode items = platform.as("shenyang.renshe").get("/api/v1/notices?kind=MILESTONE_RETURNED").expect(200).json().path("items");
            return items.valueStream().filter(notice -> notice.path("link").asString().equals(path)).findFirst().orElse(null);
        });
        assertThat(told.path("title").asString()).isEqualTo("2099年工作总结报告被退回");
        assertThat(told.path("text").asString()).contains("请补充成效数据");
    }

    private int open(String account) throws Exception {
        return platform.as(account).get("/api/v1/notices/digest").expect(200).json().path("open").asInt();
    }
}
