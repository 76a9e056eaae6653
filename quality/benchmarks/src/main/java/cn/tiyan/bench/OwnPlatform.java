package cn.tiyan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A platform of the benchmark's own: in a folder of its own, on other ports, from what was built. Deleted when closed. */
final class OwnPlatform implements AutoCloseable {

    private static final List<String> ADDRESSES = List.of("MONGODB_URI", "KAFKA_BOOTSTRAP", "NACOS_ADDR", "OIDC_ISSUER");

    private final Path root = Path.of(System.getenv("TIYAN_ROOT"));
    private final Path home;
    private final Map<String, String> settings;

    /**
     * @param portOffset added to all ports
     * @param settings what {@code ./tiyan up} finds in its environment besides
     */
    OwnPlatform(Path home, int portOffset, Map<String, String> settings) {
        this.home = home;
        this.settings = new HashMap<>(settings);
        this.settings.put("TIYAN_HOME", home.toString());
        this.settings.put("TIYAN_PORT_OFFSET", Integer.toString(portOffset));
        this.settings.put("TIYAN_SKIP_BUILD", "1");
    }

    Path home() {
        return home;
    }

    /** Runs the script for this platform and returns what it said. */
    String tiyan(String... command) throws IOException, InterruptedException {
        return tiyan(Map.of(), command);
    }

    /** @param more settings for this once */
    String tiyan(Map<String, String> more, String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(root.resolve("tiyan").toString()));
        line.addAll(List.of(command));
        var process = new ProcessBuilder(line).directory(root.toFile()).redirectErrorStream(true);
        // Those of the platform this process was started for would be taken for others' servers.
        ADDRESSES.forEach(process.environment()::remove);
        process.environment().putAll(settings);
        process.environment().putAll(more);
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes());
        if (started.waitFor() != 0) {
            throw new IOException("./tiyan " + String.join(" ", command) + " failed:\n" + said);
        }
        return said;
    }

    /** Addresses and secrets, as {@code ./tiyan env} prints them. */
    Map<String, String> environment() throws IOException, InterruptedException {
        Map<String, String> known = new HashMap<>();
        for (String line : tiyan("env").lines().filter(line -> line.startsWith("export ")).toList()) {
            int equals = line.indexOf('=');
            String value = line.substring(equals + 1);
            known.put(line.substring("export ".length(), equals), value.replaceAll("^'|'$", ""));
        }
        return known;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tiyan("down");
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
