package cn.tiyan.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The JVM's start-up caches, one a component, each valid for one {@link Program#fingerprint()} only. */
final class AotCaches {

    private final Platform platform;

    AotCaches(Platform platform) {
        this.platform = platform;
    }

    /** False when the user has turned them off with {@code TIYAN_AOT=off}. */
    boolean wanted() {
        return !"off".equalsIgnoreCase(platform.environment().get("TIYAN_AOT"));
    }

    /** The flags that make a JVM use its cache; none when there is no fitting one. */
    List<String> flagsFor(Program program) {
        var cache = fileOf(program);
        // A cache is an offer: when the JVM cannot use it after all it starts without, and need not fill the log with why.
        return wanted() && Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off") : List.of();
    }

    Path fileOf(Program program) {
        return platform.home().aot().resolve(program.component().name() + "-" + program.fingerprint() + ".aot");
    }

    /** Components whose program has no cache yet, those first that make the next start quicker most. */
    List<Component> missing() {
        if (!wanted()) {
            return List.of();
        }
        return platform.components().stream()
                .filter(component -> !Launch.isInstalledMongod(component))
                .filter(component -> !Files.exists(fileOf(Program.of(platform, component))))
                .sorted(Comparator.comparing(component -> component.kind() != Component.Kind.NACOS))
                .toList();
    }
}
