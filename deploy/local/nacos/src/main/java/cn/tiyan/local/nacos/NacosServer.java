package cn.tiyan.local.nacos;

import com.alibaba.nacos.NacosServerBasicApplication;
import com.alibaba.nacos.NacosServerWebApplication;
import com.alibaba.nacos.core.listener.startup.NacosStartUp;
import com.alibaba.nacos.core.listener.startup.NacosStartUpManager;
import com.alibaba.nacos.sys.env.DeploymentType;
import com.alibaba.nacos.sys.env.EnvUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Runs Nacos: {@code NacosServer PORT DATA_DIR}.
 *
 * <p>It is ready when {@code GET /nacos/v3/admin/core/state/readiness} answers 200. Everything it writes lies in
 * {@code DATA_DIR}: configuration in an embedded Derby database, its log in {@code logs/nacos.log}. It ends with status 2
 * when it is called wrongly or one of its ports is taken, with 1 when the server itself does not start.
 */
public final class NacosServer {

    private NacosServer() {
    }

    public static void main(String[] args) {
        Ports ports;
        Path dataDir;
        try {
            if (args.length != 2) {
                throw new IllegalArgumentException("usage: NacosServer PORT DATA_DIR");
            }
            ports = Ports.from(args[0]);
            ports.requireFree();
            dataDir = workFolderIn(Path.of(args[1]));
        } catch (InvalidPathException | IOException e) {
            throw exit(2, "Nacos cannot use the data folder " + args[1] + ": " + e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw exit(2, e.getMessage());
        }
        try {
            configure(ports, dataDir);
            start();
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            throw exit(1, "Nacos did not start: " + e.getMessage());
        }
    }

    /** Two contexts, as the server's own launcher builds them; its third, the console, is left out. */
    private static void start() {
        EnvUtil.setDeploymentType(DeploymentType.SERVER);
        NacosStartUpManager.start(NacosStartUp.CORE_START_UP_PHASE);
        var core = new SpringApplicationBuilder(NacosServerBasicApplication.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .run();
        NacosStartUpManager.start(NacosStartUp.WEB_START_UP_PHASE);
        new SpringApplicationBuilder(NacosServerWebApplication.class)
            .parent(core)
            .bannerMode(Banner.Mode.OFF)
            .run();
    }

    /** The server reads these before, or beside, any Spring context, so they can only be system properties. */
    private static void configure(Ports ports, Path dataDir) throws IOException {
        System.setProperty("nacos.standalone", "true");
        System.setProperty("nacos.home", dataDir.toString());
        System.setProperty("nacos.logs.path", dataDir.resolve("logs").toString());
        System.setProperty("nacos.server.main.port", Integer.toString(ports.http()));
        System.setProperty("nacos.inetutils.ip-address", Ports.LOOPBACK);
        System.setProperty("nacos.remote.grpc.listen.ip", Ports.LOOPBACK);
        System.setProperty("logging.config", "classpath:local-nacos-logback.xml");
        System.setProperty("server.tomcat.basedir", dataDir.resolve("work").toString());
        System.setProperty("derby.stream.error.file", dataDir.resolve("logs/derby.log").toString());
        // The client library inside the server keeps snapshots and logs in the user's home unless it is told otherwise.
        System.setProperty("JM.LOG.PATH", dataDir.resolve("logs").toString());
        System.setProperty("JM.SNAPSHOT.PATH", dataDir.resolve("work").toString());
        System.setProperty("io.grpc.netty.shaded.io.netty.native.workdir", dataDir.resolve("work").toString());
        // Raft's log would unpack its native library under a new name in the temporary folder, and leave it there at kill -9.
        NativeLibraryLoader.getInstance().loadLibrary(dataDir.resolve("work").toString());
    }

    private static Path workFolderIn(Path dataDir) throws IOException {
        var home = dataDir.toAbsolutePath().normalize();
        Files.createDirectories(home.resolve("logs"));
        Files.createDirectories(home.resolve("work"));
        return home;
    }

    private static IllegalStateException exit(int status, String message) {
        System.err.println(message);
        System.exit(status);
        return new IllegalStateException(message);
    }
}
