import { createApp } from 'vue';
import 'unknot/define';
import App from './app.vue';

createApp(App).mount('#app');
