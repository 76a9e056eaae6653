package cn.tiyan.local.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Brings every component up, each as soon as what it needs is healthy, and leaves alone what already runs.
 *
 * <p>A component that fails holds up only those that need it: the others go on, so that what can be looked at is there.
 */
final class Up {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 150;

    private final Platform platform;
    private final PrintStream out;
    private final boolean terminal;
    private final Launch launch;
    private final Readiness readiness;

    Up(Platform platform, PrintStream out, boolean terminal) {
        this.platform = platform;
        this.out = out;
        this.terminal = terminal;
        this.launch = new Launch(platform);
        this.readiness = new Readiness(platform);
    }

    /**
     * Returns true when every component is healthy.
     *
     * @throws Refusal before anything is started, when a port is taken or a module not built
     */
    boolean run() {
        Secrets.createMissing(platform.home().secrets());
        var toStart = platform.components().stream().filter(this::hasToStart).toList();
        refuseTakenPorts(toStart);
        var began = Instant.now();
        var all = bringUp(toStart);
        var failed = all.stream().filter(p -> p.state() == Progress.State.FAILED).toList();
        failed.forEach(progress -> new LogView(platform.home(), out).explain(progress.component(), progress.note()));
        if (failed.isEmpty()) {
            out.printf("%n全部健康，用时 %.1f 秒 (all %d components healthy)%n",
                    Duration.between(began, Instant.now()).toMillis() / 1000.0, all.size());
        }
        return failed.isEmpty();
    }

    /** False when it runs as it should; what runs an older build or with other addresses is stopped here. */
    private boolean hasToStart(Component component) {
        var running = ProcessRecord.alive(platform.home().pid(component.name()));
        if (running.isEmpty()) {
            Program.of(platform, component);
            return true;
        }
        if (running.get().port() != platform.port(component)) {
            throw new Refusal("%s 正在端口 %d 上运行，与当前设置的 %d 不同；请先 ./tiyan down (runs on another port)"
                    .formatted(component.name(), running.get().port(), platform.port(component)));
        }
        if (running.get().fingerprint().equals(launch.fingerprint(Program.of(platform, component)))) {
            return false;
        }
        out.println(component.name() + "：程序或设置已变，重新启动 (changed, restarting)");
        running.get().stop(STOP_PATIENCE);
        return true;
    }

    private void refuseTakenPorts(List<Component> toStart) {
        for (var component : toStart) {
            for (var port : platform.ports().takenBy(component.name())) {
                if (!PortOwner.isFree(port.number())) {
                    throw new Refusal(PortOwner.message(component, port));
                }
            }
        }
    }

    private List<Progress> bringUp(List<Component> toStart) {
        var healthy = new LinkedHashMap<String, CompletableFuture<Boolean>>();
        var seeded = new CompletableFuture<Boolean>();
        platform.components().forEach(component -> healthy.put(component.name(), new CompletableFuture<>()));
        var all = platform.components().stream().map(Progress::new).toList();
        for (var progress : all) {
            Thread.ofVirtual().name(progress.component().name()).start(() -> {
                var component = progress.component();
                try {
                    var ready = needsAreMet(component, healthy, seeded)
                            ? bringUp(progress, toStart.contains(component))
                            : blocked(progress);
                    healthy.get(component.name()).complete(ready);
                } catch (RuntimeException e) {
                    progress.ends(Progress.State.FAILED, e.toString());
                    healthy.get(component.name()).complete(false);
                }
            });
        }
        Thread.ofVirtual().name("nacos-seed").start(() -> seeded.complete(seedNacos(healthy)));
        var board = new Board(out, terminal, all);
        while (all.stream().anyMatch(progress -> !progress.state().isFinal())) {
            board.draw();
            Pause.millis(100);
        }
        board.draw();
        // Nobody may have waited for it: without services, or when one of their other needs failed.
        seeded.join();
        return all;
    }

    private boolean needsAreMet(
            Component component, Map<String, CompletableFuture<Boolean>> healthy, CompletableFuture<Boolean> seeded) {
        var met = platform.needsOf(component).stream().allMatch(need -> healthy.get(need).join());
        return met && (!component.needs().contains("nacos") || seeded.join());
    }

    /** Configuration has to be there before the first service asks for it. */
    private boolean seedNacos(Map<String, CompletableFuture<Boolean>> healthy) {
        if (platform.has("nacos") && !healthy.get("nacos").join()) {
            return false;
        }
        if (platform.components().stream().noneMatch(component -> component.needs().contains("nacos"))
                && !platform.has("nacos")) {
            return true;
        }
        try {
            new NacosSeed(platform).putMissing();
            return true;
        } catch (RuntimeException e) {
            // With a Nacos of one's own the settings may be kept by others; services say so themselves if they lack any.
            out.println("  ! Nacos 配置未能写入 (settings not seeded): " + e.getMessage());
            return !platform.has("nacos");
        }
    }

    private boolean bringUp(Progress progress, boolean start) {
        var component = progress.component();
        progress.starting(start ? "" : "已在运行");
        var process = start
                ? launch.start(component)
                : ProcessRecord.read(platform.home().pid(component.name())).orElseThrow();
        var deadline = Instant.now().plus(PATIENCE);
        while (!readiness.of(component, process.port())) {
            if (!process.isAlive()) {
                progress.ends(Progress.State.FAILED, "进程已退出 (exited)");
                return false;
            }
            if (Instant.now().isAfter(deadline)) {
                progress.ends(Progress.State.FAILED, "%d 秒内未就绪 (not ready in time)".formatted(PATIENCE.toSeconds()));
                return false;
            }
            Pause.millis(LOOK_EVERY_MILLIS);
        }
        progress.ends(Progress.State.HEALTHY, start ? "" : "已在运行");
        return true;
    }

    private boolean blocked(Progress progress) {
        progress.ends(Progress.State.BLOCKED, "所依赖的组件未就绪 (needs a component that failed)");
        return false;
    }
}
