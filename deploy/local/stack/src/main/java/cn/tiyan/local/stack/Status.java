package cn.tiyan.local.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Tells how each component is: 健康 healthy, 启动中 starting, 未就绪 alive without answering, 已停 stopped. */
final class Status {

    private static final Duration USUAL_START = Duration.ofSeconds(90);

    private final Platform platform;

    Status(Platform platform) {
        this.platform = platform;
    }

    /** Prints the table; true when all are healthy. */
    boolean print(PrintStream out) {
        var rows = rows();
        out.println("  " + Columns.left("组件 component", 26) + Columns.left("状态 state", 12) + Columns.right("PID", 8)
                + Columns.right("端口 port", 11) + Columns.right("内存 RSS MB", 13) + Columns.right("运行 up", 11));
        rows.forEach(row -> out.println(row.text()));
        var megabytes = rows.stream().mapToLong(row -> Math.max(0, row.megabytes())).sum();
        out.println("  " + Columns.left("合计 total", 57) + Columns.right(String.valueOf(megabytes), 13));
        platform.addresses().forEach((name, address) -> {
            if (isExternal(name)) {
                out.println("  " + name + " = " + address + "（外部 external）");
            }
        });
        return rows.stream().allMatch(Row::healthy);
    }

    boolean allHealthy() {
        return rows().stream().allMatch(Row::healthy);
    }

    private boolean isExternal(String variable) {
        return Catalog.all().stream().anyMatch(c -> variable.equals(c.replacedBy()))
                && platform.isExternal(variable);
    }

    private List<Row> rows() {
        var readiness = new Readiness(platform);
        // Side by side, since one that hangs would hold up the others.
        return platform.components().stream().map(component -> {
            var row = new CompletableFuture<Row>();
            Thread.ofVirtual().start(() -> row.complete(row(component, readiness)));
            return row;
        }).toList().stream().map(CompletableFuture::join).toList();
    }

    private Row row(Component component, Readiness readiness) {
        return ProcessRecord.alive(platform.home().pid(component.name()))
                .map(process -> {
                    var healthy = readiness.of(component, process.port());
                    return new Row(component.name(), healthy, healthy ? "健康" : state(process), process.pid(), process.port(),
                            process.residentMegabytes(), process.uptime());
                })
                .orElseGet(() -> new Row(component.name(), false, "已停", -1, platform.port(component), -1, null));
    }

    private static String state(ProcessRecord process) {
        return process.uptime().compareTo(USUAL_START) < 0 ? "启动中" : "未就绪";
    }

    private record Row(
            String name, boolean healthy, String state, long pid, int port, long megabytes, Duration uptime) {

        String text() {
            return "  " + Columns.left(name, 26) + Columns.left(state, 12) + Columns.right(pid < 0 ? "-" : "" + pid, 8)
                    + Columns.right("" + port, 11) + Columns.right(megabytes < 0 ? "-" : "" + megabytes, 13)
                    + Columns.right(uptime == null ? "-" : text(uptime), 11);
        }

        private static String text(Duration time) {
            return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
        }
    }
}
