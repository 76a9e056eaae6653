package cn.tiyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of facts that lie elsewhere. Needs no platform. */
class DocumentationTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @Test
    void linksOnlyToWhatIsThere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)).filter(target -> !target.contains(":"))
                    .filter(target -> !Files.exists(page.resolveSibling(target)))
                    .forEach(target -> broken.add(ROOT.relativize(page) + " → " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void namesEveryEventAndNoOther() throws IOException {
        Path schemas = ROOT.resolve("contracts/src/main/resources/cn/tiyan/contracts/schemas");
        try (Stream<Path> files = Files.list(schemas)) {
            Set<String> released = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                    .map(name -> name.replaceFirst("\\.json$", "")).collect(Collectors.toCollection(TreeSet::new));
            assertThat(found("docs/events.md", "`([a-z-]+\\.[a-z-]+\\.v\\d+)`")).isEqualTo(released);
        }
    }

    @Test
    void listsTheAccountsThereAre() throws IOException {
        Set<String> accounts = found("deploy/local/identity/src/main/resources/demo-users.yml", "username: ([a-z.]+)");
        assertThat(accounts).isNotEmpty();
        assertThat(found("README.md", "\\| `([a-z.]+)` \\| [^|]+ \\| [A-Z_]+ \\|")).isEqualTo(accounts);
    }

    @Test
    void listsThePortsThereAre() throws IOException {
        for (String line : Files.readAllLines(ROOT.resolve("deploy/local/ports.properties"))) {
            if (!line.startsWith("#") && line.contains("=")) {
                String port = line.substring(line.indexOf('=') + 1).strip();
                assertThat(Files.readString(ROOT.resolve("docs/operations.md"))).as(line).contains(port);
            }
        }
    }

    @Test
    void listsEveryDecision() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/adr/README.md"));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md"))).isNotEmpty().allMatch(index::contains);
        }
    }

    private static Set<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file))).results().map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> Stream.of("target", ".tiyan", ".git", "node_modules").noneMatch(folder -> ROOT.relativize(file).toString().contains(folder + "/")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
