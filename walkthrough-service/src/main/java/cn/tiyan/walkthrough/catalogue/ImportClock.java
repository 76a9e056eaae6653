package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.aggregate.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives up imports that nobody went on with, and erases the rows of those that are done with. */
@Configuration(proxyBeanMethods = false)
class ImportClock {

    @Bean
    Timer<ItemImport> itemImportTimer(ItemImports imports) {
        return new Timer<>(ItemImport.class, imports::strike);
    }
}
