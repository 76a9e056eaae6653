package cn.tiyan.local.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Starts a component as a process that outlives the launcher and the terminal. */
final class Launch {

    private static final long ROTATED_AT = 20L * 1024 * 1024;

    private final Platform platform;
    private final AotCaches caches;

    Launch(Platform platform) {
        this.platform = platform;
        this.caches = new AotCaches(platform);
    }

    ProcessRecord start(Component component) {
        var program = Program.of(platform, component);
        var home = platform.home();
        var log = home.log(component.name());
        try {
            Files.createDirectories(home.data(component.name()));
            Files.deleteIfExists(home.ready(component.name()));
            rotate(log);
            var command = detached(command(program));
            var builder = new ProcessBuilder(command)
                    .directory(platform.root().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true);
            builder.environment().putAll(platform.environmentOf(component));
            var process = builder.start();
            var started = ProcessRecord.of(process.toHandle(), platform.port(component), fingerprint(program));
            started.write(home.pid(component.name()));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes with the program and with the addresses and secrets it is given. */
    String fingerprint(Program program) {
        var given = platform.environmentOf(program.component()).entrySet().stream().map(Object::toString).toList();
        return program.fingerprint() + "-" + Fingerprint.of(given, List.of());
    }

    private List<String> command(Program program) {
        var component = program.component();
        var home = platform.home();
        var data = home.data(component.name());
        if (isInstalledMongod(component)) {
            // A folder of its own: neither opens the other's files.
            var files = home.data(InstalledMongod.NAME);
            files.toFile().mkdirs();
            return List.of(InstalledMongod.PATH.orElseThrow(), "--bind_ip", "127.0.0.1",
                    "--port", String.valueOf(platform.port(component)), "--dbpath", files.toString(),
                    "--wiredTigerCacheSizeGB", "0.25");
        }
        var command = program.java(caches.flagsFor(program));
        command.add(component.mainClass());
        command.addAll(arguments(component, platform.port(component), platform.ports().of("kafka-controller"), data,
                home.ready(component.name())));
        return command;
    }

    /** A MongoDB server of the machine is preferred to the engine that comes with the project. */
    static boolean isInstalledMongod(Component component) {
        return component.kind() == Component.Kind.MONGO && InstalledMongod.PATH.isPresent();
    }

    static List<String> arguments(Component component, int port, int controllerPort, Path data, Path ready) {
        return switch (component.kind()) {
            case MONGO -> List.of(String.valueOf(port), data.toString(), ready.toString());
            case KAFKA ->
                    List.of(String.valueOf(port), String.valueOf(controllerPort), data.toString(), ready.toString());
            case NACOS -> List.of(String.valueOf(port), data.toString());
            case SPRING -> List.of();
        };
    }

    /** In a session of its own, so that neither Ctrl-C nor a closed terminal reaches it; the pid stays the same. */
    static List<String> detached(List<String> command) {
        var detached = new ArrayList<String>();
        if (executable("setsid").isPresent()) {
            detached.add("setsid");
        } else if (executable("perl").isPresent()) {
            detached.addAll(List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!", "--"));
        } else {
            detached.add("nohup");
        }
        detached.addAll(command);
        return detached;
    }

    static Optional<String> executable(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable).map(Path::toString).findFirst();
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > ROTATED_AT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
