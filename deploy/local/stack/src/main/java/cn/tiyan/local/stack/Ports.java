package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The ports of this run: the file's, moved by {@code TIYAN_PORT_OFFSET}, or {@code TIYAN_PORT_<NAME>} as it is. */
final class Ports {

    /** What Nacos opens beside its own port: gRPC for clients, gRPC among servers, its consensus protocol. */
    private static final List<Integer> BESIDE_NACOS = List.of(1000, 1001, -1000);

    private final Map<String, Integer> byName;

    private Ports(Map<String, Integer> byName) {
        this.byName = byName;
    }

    /**
     * Reads the ports.
     *
     * @throws Refusal when a port is no number, lies outside 1–65535, or is given twice
     */
    static Ports read(Path file, Map<String, String> environment) {
        var defaults = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            defaults.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var offset = number("TIYAN_PORT_OFFSET", environment.getOrDefault("TIYAN_PORT_OFFSET", "0"));
        var ports = new TreeMap<String, Integer>();
        for (var name : defaults.stringPropertyNames()) {
            var own = environment.get(variable(name));
            ports.put(
                    name,
                    own == null || own.isBlank() ? number(name, defaults.getProperty(name)) + offset : number(variable(name), own));
        }
        var result = new Ports(ports);
        result.check();
        return result;
    }

    /** The environment variable that sets one port. */
    static String variable(String name) {
        return "TIYAN_PORT_" + Component.inEnvironment(name);
    }

    int of(String name) {
        var port = byName.get(name);
        if (port == null) {
            throw new Refusal("deploy/local/ports.properties 中没有 " + name + " 的端口 (no port named so)");
        }
        return port;
    }

    /** Every port a component listens on, by the name whose variable changes it; its own first. */
    List<Port> takenBy(String component) {
        var own = new Port(component, of(component));
        return switch (component) {
            case "kafka" -> List.of(own, new Port("kafka-controller", of("kafka-controller")));
            case "nacos" -> ofNacos(own.number()).stream().map(number -> new Port(component, number)).toList();
            default -> List.of(own);
        };
    }

    /** The ports of a Nacos server, its own first. */
    static List<Integer> ofNacos(int port) {
        return Stream.concat(Stream.of(port), BESIDE_NACOS.stream().map(distance -> port + distance)).toList();
    }

    private void check() {
        var owners = new HashMap<Integer, String>();
        for (var name : byName.keySet()) {
            if (name.equals("kafka-controller")) {
                continue;
            }
            for (var port : takenBy(name)) {
                if (port.number() < 1 || port.number() > 65535) {
                    throw new Refusal("%s 的端口 %d 超出 1–65535，请检查 TIYAN_PORT_OFFSET 或 %s (port out of range)"
                            .formatted(name, port.number(), variable(port.name())));
                }
                var other = owners.putIfAbsent(port.number(), name);
                if (other != null) {
                    throw new Refusal("端口 %d 同时分给了 %s 和 %s，请用 %s 改其中一个 (port given twice)"
                            .formatted(port.number(), other, name, variable(port.name())));
                }
            }
        }
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new Refusal(name + "=" + text + " 不是数字 (not a number)");
        }
    }

    /** A port and the name under which it is set. */
    record Port(String name, int number) {}
}
