package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/** What the documents tell to type works as it stands. Here and nowhere else the platform is stopped and emptied, so it comes last. */
@WholePlatform
@Order(Integer.MAX_VALUE - 1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadmeIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Pattern SHELL = Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("^<!-- example:curl -->\\n```bash\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private final LocalStack stack;

    ReadmeIT(LocalStack stack) {
        this.stack = stack;
    }

    @TestFactory
    Stream<DynamicTest> tellsCommandsThatWork() throws IOException {
        List<String> blocks = blocks(stack.root().resolve("README.md"), SHELL).stream()
                .sorted(Comparator.comparing(ReadmeIT::isAnEnd)).toList();

        assertThat(blocks).as("```sh blocks of README.md").isNotEmpty();
        return blocks.stream().map(block -> DynamicTest.dynamicTest(block.strip(), () -> {
            LocalStack.Ran ran = stack.run(LIMIT, List.of("bash", "-e", "-c", block));
            assertThat(ran.exit()).as(block + "\n" + ran.output()).isZero();
        }));
    }

    @Test
    @Order(1)
    void tellsSendersACommandThatPushes() throws IOException {
        List<String> blocks = blocks(stack.root().resolve("docs/integration.md"), CURL);

        assertThat(blocks).hasSize(1);
        LocalStack.Ran ran = stack.run(Duration.ofMinutes(1),
                List.of("bash", "-e", "-c", "export GATEWAY=" + stack.platform().gateway() + "\n" + blocks.getFirst()));
        assertThat(ran.exit()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("\"receiptId\"", "SY20261123000017");
    }

    /** What stops or empties the platform comes after what needs it. */
    private static boolean isAnEnd(String block) {
        return block.contains("tiyan down") || block.contains("--fresh");
    }

    private static List<String> blocks(Path file, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(file)).results().map(match -> match.group(1)).toList();
    }
}
