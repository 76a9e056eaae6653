package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.e2e.Platform.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A service that others ask is killed: what needs its answer is refused for now, the rest goes on, and {@code up} heals it. */
@WholePlatform
@Order(Integer.MAX_VALUE - 2)
class OutageIT {

    private static final String KILLED = "experiencer-service";
    private static final List<String> OTHERS = List.of("mongo", "kafka", "nacos", "identity", "gateway", "walkthrough-service", "issue-service",
            "feedback-ingest-service", "reporting-service");

    private final Platform platform;
    private final LocalStack stack;

    OutageIT(Platform platform, LocalStack stack) {
        this.platform = platform;
        this.stack = stack;
    }

    @Test
    void refusesOnlyWhatNeedsTheDeadServiceUntilItIsHealed() throws Exception {
        String experiencer = Given.anAppointedExperiencer(platform);
        Map<String, Long> pids = new HashMap<>();
        OTHERS.forEach(component -> pids.put(component, stack.pid(component)));
        assertThat(stack.tiyan("status").exit()).isZero();
        int recorded = walkthroughs();
        String key = "outage-" + UUID.randomUUID();
        Map<String, Object> accompanied = Given.aWalkthrough(experiencer);

        stack.kill(KILLED);

        assertThat(stack.tiyan("status").exit()).isEqualTo(1);
        Answer refused = record(key, accompanied).expect(503);
        assertThat(refused.at("/type")).isEqualTo("urn:tiyan:problem:experiencer-service-unavailable");
        assertThat(refused.response().headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(walkthroughs()).isEqualTo(recorded);
        platform.as("shenyang.ban").get("/api/v1/experiencers/" + experiencer).expect(503);
        record("alone-" + UUID.randomUUID(), Given.aWalkthrough(null)).expect(201);
        assertThat(walkthroughs()).isEqualTo(recorded + 1);

        stack.up();

        assertThat(stack.tiyan("status").exit()).isZero();
        pids.forEach((component, pid) -> assertThat(stack.pid(component)).as("pid of " + component + ", left alone").isEqualTo(pid));
        // The gateway and the circuit breaker notice within seconds. 201, not 200: the refused request had left nothing.
        Patience.await("the walkthrough with an experiencer on record", () -> {
            Answer answer = record(key, accompanied);
            return answer.status() == 503 ? null : answer.expect(201);
        });
        assertThat(walkthroughs()).isEqualTo(recorded + 2);
        platform.as("shenyang.ban").get("/api/v1/experiencers/" + experiencer).expect(200);
    }

    private Answer record(String key, Map<String, Object> walkthrough) throws Exception {
        return platform.as("shenyang.ganbu").with("Idempotency-Key", key).post("/api/v1/walkthroughs", walkthrough);
    }

    private int walkthroughs() throws Exception {
        return platform.as("shenyang.ban").get("/api/v1/walkthroughs?limit=200").expect(200).json().path("items").size();
    }
}
