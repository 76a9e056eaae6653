package cn.tiyan.testkit;

import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import cn.tiyan.testkit.http.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** What tests may have injected, and a small organisation tree the service knows from the start. */
@TestConfiguration(proxyBeanMethods = false)
class PlatformTestConfiguration {

    @Bean
    @Lazy
    Http http(ServletWebServerApplicationContext context) {
        return new Http("http://127.0.0.1:" + context.getWebServer().getPort());
    }

    @Bean
    @Lazy
    KafkaTopics kafkaTopics(@Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
        return new KafkaTopics(bootstrap);
    }

    @Bean
    JwtDecoder testTokens() {
        return Tokens.decoder();
    }

    @Bean
    ApplicationRunner someUnits(MongoTemplate mongo) {
        return arguments -> List.of(
                        unit("210000", "辽宁省", UnitKind.PROVINCE, null),
                        unit("210100", "沈阳市", UnitKind.CITY, "210000", "210000"),
                        unit("210100-HRSS", "沈阳市人力资源和社会保障局", UnitKind.DEPARTMENT, "210100", "210000", "210100"),
                        unit("210100-MSA", "沈阳市市场监督管理局", UnitKind.DEPARTMENT, "210100", "210000", "210100"),
                        unit("210102", "和平区", UnitKind.COUNTY, "210100", "210000", "210100"),
                        unit("210200", "大连市", UnitKind.CITY, "210000", "210000"),
                        unit("210200-HRSS", "大连市人力资源和社会保障局", UnitKind.DEPARTMENT, "210200", "210000", "210200"))
                .forEach(mongo::save);
    }

    private static Unit unit(String code, String name, UnitKind kind, @Nullable String parent, String... above) {
        var within = new java.util.ArrayList<>(List.of(above));
        within.add(code);
        return new Unit(code, name, kind, parent, within, true, 0);
    }
}
