package cn.tiyan.local.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stops the components, those first that need others. */
final class Down {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Home home;
    private final List<Component> catalog;
    private final PrintStream out;

    /**
     * Makes one.
     *
     * @param catalog every component there may be: what is left of an earlier start is stopped too
     */
    Down(Home home, List<Component> catalog, PrintStream out) {
        this.home = home;
        this.catalog = catalog;
        this.out = out;
    }

    void run() {
        AotTraining.stop(home);
        var running = new ArrayList<>(catalog.stream().filter(c -> ProcessRecord.alive(home.pid(c.name())).isPresent()).toList());
        if (running.isEmpty()) {
            out.println("没有正在运行的组件 (nothing is running)");
        }
        while (!running.isEmpty()) {
            var nobodyNeeds = running.stream()
                    .filter(c -> running.stream().noneMatch(other -> other.needs().contains(c.name()))).toList();
            stopTogether(nobodyNeeds);
            running.removeAll(nobodyNeeds);
        }
        for (var component : catalog) {
            delete(home.pid(component.name()));
            delete(home.ready(component.name()));
        }
        delete(home.jars());
    }

    /** Deletes data and secrets: what the secrets have encrypted is of no use without them, and the other way round. */
    void deleteData() {
        for (var path : List.of(home.allData(), home.secrets())) {
            if (Files.exists(path)) {
                out.println("删除 deleting " + path);
                delete(path);
            }
        }
    }

    private void stopTogether(List<Component> components) {
        var threads = components.stream().map(component -> Thread.ofVirtual().start(() -> stop(component))).toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void stop(Component component) {
        var began = System.nanoTime();
        ProcessRecord.alive(home.pid(component.name())).ifPresent(process -> {
            process.stop(PATIENCE);
            var seconds = (System.nanoTime() - began) / 1e9;
            var line = process.isAlive() ? "未能停止 (still alive) pid " + process.pid() : "%.1f s".formatted(seconds);
            out.println("  ■ " + Columns.left(component.name(), 25) + Columns.left("已停", 8) + line);
        });
    }

    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
