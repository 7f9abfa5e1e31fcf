package org.imgmill.api.docs;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import org.imgmill.links.PublicUrl;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/// /v3/api-docs: what the code knows of itself, with what only people know of it laid over.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String TEXTS = "openapi.yaml";

    @Bean
    ModelResolver modelsInSnakeCase(ObjectMapperProvider mappers) {
        return new NullableModels(mappers.jsonMapper());
    }

    @Bean
    OpenApiCustomizer texts(PublicUrl links) throws IOException {
        var texts = texts();
        return document -> new LayOver(texts).on(document, links.base());
    }

    static OpenAPI texts() throws IOException {
        try (var in = new ClassPathResource(TEXTS).getInputStream()) {
            var texts = Yaml31.mapper().readValue(in, OpenAPI.class);
            RecipeSchemas.fillIn(texts);
            SharedFields.fillIn(texts);
            return texts;
        }
    }
}
