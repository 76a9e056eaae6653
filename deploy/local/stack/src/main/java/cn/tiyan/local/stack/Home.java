package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where the local platform keeps its files: the folder named by {@code TIYAN_HOME}. */
record Home(Path folder) {

    Path data(String component) {
        return folder.resolve("data").resolve(component);
    }

    Path log(String component) {
        return folder.resolve("logs").resolve(component + ".log");
    }

    Path pid(String component) {
        return folder.resolve("run").resolve(component + ".pid");
    }

    /** Written by an engine once it truly answers; its text is the port. */
    Path ready(String component) {
        return folder.resolve("run").resolve(component + ".ready");
    }

    /** Locked by whoever is starting or stopping the platform. */
    Path lock() {
        return folder.resolve("run").resolve("stack.lock");
    }

    Path secrets() {
        return folder.resolve("secrets.properties");
    }

    /** Start-up caches, which may be deleted at any time. */
    Path aot() {
        return folder.resolve("aot");
    }

    /** What processes run from, see {@link KeptJars}. */
    Path jars() {
        return folder.resolve("jars");
    }

    Path allData() {
        return folder.resolve("data");
    }

    /** What there is a log of, by name. */
    List<String> namesOfLogs() {
        var names = folder.resolve("logs").toFile().list((logs, name) -> name.endsWith(".log"));
        return names == null ? List.of()
                : Arrays.stream(names).map(name -> name.substring(0, name.length() - ".log".length())).sorted().toList();
    }

    void createFolders() {
        try {
            for (var name : new String[] {"data", "logs", "run", "aot"}) {
                Files.createDirectories(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
