package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that docs/integration.md gives to start from push as they stand. */
@WholePlatform
class ExamplesIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ORDER = """
            {"orderNumber":"%s","version":1,"updatedAt":"2026-11-23T09:05:00+08:00","title":"社保参保登记被要求重复提交材料",\
            "content":"同一份材料交了两次还是没办成。😔","handlingMode":"CONSULTATION","responsibleUnit":"210100-HRSS"}
            """;

    private final LocalStack stack;
    @TempDir
    private Path folder;

    ExamplesIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void pushOneWithTheJdk() throws Exception {
        Path file = Files.writeString(folder.resolve("order.json"), order());
        assertThat(push("java docs/examples/Push.java hotline-orders " + file)).contains("202 ", "\"receiptId\":\"rcp_");
    }

    @Test
    void pushABatchWithTheJdk() throws Exception {
        Path file = Files.writeString(folder.resolve("orders.ndjson"), order() + order());
        assertThat(push("java docs/examples/Push.java hotline-orders " + file)).contains("202 ", "\"accepted\":2", "\"receiptId\":\"bat_");
    }

    @Test
    void pushACloudEventWithItsSdk() throws Exception {
        assumeTrue(stack.run(LIMIT, List.of("bash", "-c", "command -v npm && command -v node")).exit() == 0, "npm and node are not here");
        Path file = Files.writeString(folder.resolve("order.json"), order());
        Files.copy(stack.root().resolve("docs/examples/push.mjs"), folder.resolve("push.mjs"));
        assertThat(push("npm install --silent --no-audit --no-fund --prefix " + folder + " cloudevents@10 && node " + folder.resolve("push.mjs")
                + " hotline-orders " + file)).contains("202 ", "\"receiptId\":\"rcp_");
    }

    private static String order() {
        return ORDER.formatted("EX-" + UUID.randomUUID());
    }

    private String push(String command) throws IOException, InterruptedException {
        String setting = "export PATH=" + Path.of(System.getProperty("java.home"), "bin") + ":$PATH GATEWAY=" + stack.platform().gateway()
                + " SENDER=hotline-shenyang KEY=$(./tiyan env | sed -n \"s/^export TIYAN_SENDER_HOTLINE_KEY=//p\" | tr -d \"'\")\n";
        LocalStack.Ran ran = stack.run(LIMIT, List.of("bash", "-e", "-c", setting + command));
        assertThat(ran.exit()).as(ran.output()).isZero();
        return ran.output();
    }
}
