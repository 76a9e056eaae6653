package cn.tiyan.experiencer.rosterimport;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives up imports that nobody went on with, and erases what is left of those that are done with. */
@Configuration(proxyBeanMethods = false)
class ImportClock {

    @Bean
    Timer<RosterImport> importTimer(ImportRows rows) {
        return new Timer<>(RosterImport.class, (rosterImport, now) -> {
            if (rosterImport.clockStrikes(RosterImports.ITSELF, now)) {
                rows.erase(rosterImport.id());
            }
        });
    }
}
