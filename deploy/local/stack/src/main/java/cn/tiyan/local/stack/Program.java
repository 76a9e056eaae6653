package cn.tiyan.local.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A component as built: its class path and the flags of its JVM.
 *
 * @param fingerprint changes whenever a rebuilt program or another JVM would make a running process, or a start-up
 *     cache, out of date
 */
record Program(Component component, List<Path> classPath, List<String> flags, String fingerprint) {

    /** Jars that Maven may put beside the one that runs. */
    private static final Set<String> NOT_THE_PROGRAM = Set.of("-sources.jar", "-javadoc.jar", "-tests.jar");

    /**
     * Finds what the build has left.
     *
     * @throws Refusal when the module is not built
     */
    static Program of(Platform platform, Component component) {
        var target = platform.root().resolve(component.module()).resolve("target");
        var listing = target.resolve("runtime.classpath");
        if (!Files.exists(listing)) {
            throw new Refusal("%s 尚未构建：缺少 %s，请去掉 TIYAN_SKIP_BUILD 重试 (not built)"
                    .formatted(component.name(), listing));
        }
        var classPath = new ArrayList<Path>();
        classPath.add(jarIn(target));
        try {
            Arrays.stream(Files.readString(listing).strip().split(File.pathSeparator))
                    .filter(entry -> !entry.isEmpty()).map(Path::of).forEach(classPath::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var jars = new KeptJars(platform.root(), platform.home().jars());
        classPath.replaceAll(jars::keep);
        var flags = flagsOf(platform, component);
        return new Program(component, List.copyOf(classPath), flags, Fingerprint.of(flags, classPath));
    }

    /** The JVM's options and the class path, as the beginning of a command line. */
    List<String> java(List<String> moreFlags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(moreFlags);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        return command;
    }

    private static List<String> flagsOf(Platform platform, Component component) {
        var flags = new ArrayList<>(Catalog.COMMON_FLAGS);
        flags.addAll(component.jvmFlags());
        // The last of two equal flags wins, so a developer can give one component more memory or a debugger.
        var own = platform.environment().getOrDefault("TIYAN_JVM_" + Component.inEnvironment(component.name()), "");
        Arrays.stream(own.split("\\s+")).filter(flag -> !flag.isEmpty()).forEach(flags::add);
        return List.copyOf(flags);
    }

    private static Path jarIn(Path target) {
        try (var files = Files.list(target)) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> NOT_THE_PROGRAM.stream().noneMatch(file.toString()::endsWith))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(target + " 中没有 jar，请去掉 TIYAN_SKIP_BUILD 重试 (not built)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
