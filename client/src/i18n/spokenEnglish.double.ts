import { english } from './english';
import { spoken } from './language';

// Tests draw at once, in English.
spoken.setState({ language: 'en', words: english });
