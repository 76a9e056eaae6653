package cn.tiyan.local.stack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What this run is about: which components, on which ports, with which addresses.
 *
 * @param root folder of the project
 * @param home where data, logs and caches lie
 * @param ports the ports in force
 * @param environment environment of the launcher, which every process inherits
 * @param components what this run starts, in the order shown: without those replaced by an external address, and only
 *     those named in {@code TIYAN_ONLY} when it is set
 */
record Platform(Path root, Home home, Ports ports, Map<String, String> environment, List<Component> components) {

    static Platform of(Map<String, String> environment, List<Component> catalog) {
        var root = Path.of(environment.getOrDefault("TIYAN_ROOT", ".")).toAbsolutePath().normalize();
        var home = new Home(Path.of(environment.getOrDefault("TIYAN_HOME", root.resolve(".tiyan").toString()))
                .toAbsolutePath().normalize());
        var ports = Ports.read(root.resolve("deploy/local/ports.properties"), environment);
        return new Platform(root, home, ports, environment, chosen(environment, ports, catalog));
    }

    private static List<Component> chosen(Map<String, String> environment, Ports ports, List<Component> catalog) {
        var only = Arrays.stream(environment.getOrDefault("TIYAN_ONLY", "").split(","))
                .map(String::strip).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
        var known = catalog.stream().map(Component::name).collect(Collectors.toSet());
        for (var name : only) {
            if (!known.contains(name)) {
                throw new Refusal("TIYAN_ONLY 中的 %s 不是组件名，可用：%s (no such component)"
                        .formatted(name, catalog.stream().map(Component::name).collect(Collectors.joining(" "))));
            }
        }
        return catalog.stream()
                .filter(component -> only.isEmpty() || only.contains(component.name()))
                .filter(component -> component.replacedBy() == null || !isExternal(environment, ports, component.replacedBy()))
                .toList();
    }

    /** Whether the variable names somebody else's server; {@code ./tiyan env} may have left our own address in the shell. */
    boolean isExternal(String variable) {
        return isExternal(environment, ports, variable);
    }

    private static boolean isExternal(Map<String, String> environment, Ports ports, String variable) {
        var given = environment.getOrDefault(variable, "");
        return !given.isBlank() && !given.equals(own(ports).get(variable));
    }

    /** Where our own servers are reached, by the variable that would name others. */
    private static Map<String, String> own(Ports ports) {
        var own = new LinkedHashMap<String, String>();
        own.put("MONGODB_URI", "mongodb://127.0.0.1:" + ports.of("mongo") + "/?w=majority");
        own.put("KAFKA_BOOTSTRAP", "127.0.0.1:" + ports.of("kafka"));
        own.put("NACOS_ADDR", "127.0.0.1:" + ports.of("nacos"));
        own.put("OIDC_ISSUER", "http://127.0.0.1:" + ports.of("identity"));
        return own;
    }

    /** Those of this run's components that a component has to wait for. */
    Set<String> needsOf(Component component) {
        var present = components.stream().map(Component::name).collect(Collectors.toSet());
        return component.needs().stream().filter(present::contains).collect(Collectors.toUnmodifiableSet());
    }

    boolean has(String component) {
        return components.stream().anyMatch(c -> c.name().equals(component));
    }

    int port(Component component) {
        return ports.of(component.name());
    }

    String gateway() {
        return "http://127.0.0.1:" + ports.of("gateway");
    }

    String nacosAddress() {
        return addresses().get("NACOS_ADDR");
    }

    /** Where the parts of the platform find one another; an address the user has set wins. */
    Map<String, String> addresses() {
        var addresses = own(ports);
        addresses.replaceAll((name, own) -> {
            var given = environment.getOrDefault(name, "");
            return given.isBlank() ? own : given;
        });
        addresses.put("TIYAN_CONSOLE", gateway() + "/console/");
        // A tool that talks to this platform must never be led to another one by what is left in somebody's shell.
        addresses.put("TIYAN_GATEWAY", gateway());
        return addresses;
    }

    /** What a tool beside the platform (demo, token, benchmarks, faults) has to know: addresses, folders, secrets. */
    Map<String, String> forTools() {
        var known = new TreeMap<>(addresses());
        known.put("TIYAN_HOME", home.folder().toString());
        known.put("TIYAN_ROOT", root.toString());
        known.putAll(Secrets.read(home.secrets()));
        return known;
    }

    /** What the process of a component gets on top of the inherited environment. */
    Map<String, String> environmentOf(Component component) {
        var given = new TreeMap<String, String>();
        // Without it glibc keeps an arena of memory per thread: some 50 MB more for each process. The database's threads would queue
        // for two of them, though: that cost a twelfth of each write.
        given.put("MALLOC_ARENA_MAX", component.kind() == Component.Kind.MONGO ? "16" : "2");
        if (component.kind() == Component.Kind.MONGO) {
            // A request asks for many small pieces and gives all of them back: with seven of each size kept a thread, as glibc does by
            // itself, a tenth of the database's time went into looking for them.
            given.put("GLIBC_TUNABLES", "glibc.malloc.tcache_count=256");
        }
        if (component.kind() == Component.Kind.SPRING) {
            given.putAll(addresses());
            given.putAll(Secrets.read(home.secrets()));
            given.put("SERVER_PORT", String.valueOf(port(component)));
            given.put("SERVER_ADDRESS", "127.0.0.1");
            given.put("TIYAN_DATA", home.data(component.name()).toString());
        }
        return given;
    }
}
