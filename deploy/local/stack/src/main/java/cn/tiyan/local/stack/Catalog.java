package cn.tiyan.local.stack;

import cn.tiyan.local.stack.Component.Kind;
import java.util.List;
import java.util.Set;

/** Every component of the local platform, in the order in which it is shown; the one place to add another. */
final class Catalog {

    /** Flags for a small machine: what counts at start-up is little memory and a compiler that is done quickly. */
    static final List<String> COMMON_FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    // Room for the classes of a service: else the heap is collected whole each time they need more, four times while it starts.
                    "-XX:MetaspaceSize=192m",
                    "-XX:+ExitOnOutOfMemoryError",
                    // The Netty inside the Nacos and Kafka clients; the warning would be the first thing in every log.
                    "--sun-misc-unsafe-memory-access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dfile.encoding=UTF-8",
                    "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8");

    private static final List<String> SMALL = List.of("-Xmx160m", "-Xss512k");
    private static final Set<String> NOTHING = Set.of();
    // A service reads its configuration from Nacos before its context exists, and opens Mongo and Kafka right after.
    private static final Set<String> STORES = Set.of("mongo", "kafka", "nacos");

    private static final List<Component> ALL =
            List.of(
                    new Component("mongo", "数据库 MongoDB", Kind.MONGO, "deploy/local/mongo-engine",
                            "cn.tiyan.local.mongo.MongoEngine", List.of("-Xmx96m", "-Xss512k"),
                            NOTHING, "MONGODB_URI"),
                    new Component("kafka", "消息 Kafka", Kind.KAFKA, "deploy/local/kafka",
                            "cn.tiyan.local.kafka.KafkaBroker", List.of("-Xmx160m", "-Xss256k"),
                            NOTHING, "KAFKA_BOOTSTRAP"),
                    new Component("nacos", "注册与配置 Nacos", Kind.NACOS, "deploy/local/nacos",
                            "cn.tiyan.local.nacos.NacosServer", SMALL, NOTHING, "NACOS_ADDR"),
                    new Component("identity", "统一身份认证", Kind.SPRING, "deploy/local/identity",
                            "cn.tiyan.local.identity.IdentityProvider", SMALL, NOTHING, "OIDC_ISSUER"),
                    service("experiencer-service", "体验员", "cn.tiyan.experiencer.ExperiencerService"),
                    service("walkthrough-service", "走流程", "cn.tiyan.walkthrough.WalkthroughService"),
                    service("issue-service", "问题整改", "cn.tiyan.issue.IssueService"),
                    service("feedback-ingest-service", "诉求接入", "cn.tiyan.feedback.FeedbackIngestService"),
                    service("reporting-service", "统计评价", "cn.tiyan.reporting.ReportingService"),
                    new Component("gateway", "网关", Kind.SPRING, "gateway", "cn.tiyan.gateway.Gateway",
                            SMALL, Set.of("nacos"), null));

    private Catalog() {}

    static List<Component> all() {
        return ALL;
    }

    private static Component service(String name, String title, String mainClass) {
        return new Component(name, title, Kind.SPRING, name, mainClass, SMALL, STORES, null);
    }
}
