import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Vue must not take the tag for a component of its own. */
const isCustomElement = tag => tag === 'unknot-intake';

export default defineConfig({ plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] });
