package org.imgmill.api.docs;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.imgmill.links.PublicUrl;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.function.SingletonSupplier;

/// /v3/api-docs: what the code knows of itself, with what only people know of it laid over.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String TEXTS = "openapi.yaml";

    @Bean
    ModelResolver modelsInSnakeCase(ObjectMapperProvider mappers) {
        return new NullableModels(mappers.jsonMapper());
    }

    /// The texts are read when the document is first asked for: they would take a tenth of the
    /// start.
    @Bean
    OpenApiCustomizer texts(PublicUrl links) {
        var texts = SingletonSupplier.of(OpenApiConfiguration::texts);
        return document -> new LayOver(texts.obtain()).on(document, links.base());
    }

    static OpenAPI texts() {
        try (var in = new ClassPathResource(TEXTS).getInputStream()) {
            var texts = Yaml31.mapper().readValue(in, OpenAPI.class);
            RecipeSchemas.fillIn(texts);
            SharedFields.fillIn(texts);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
